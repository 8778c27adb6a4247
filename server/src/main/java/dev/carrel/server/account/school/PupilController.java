package dev.carrel.server.account.school;

import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Coming into a class by its code. */
@RestController
class PupilController {
    private final ClassRoom classRoom;

    PupilController(ClassRoom classRoom) {
        this.classRoom = classRoom;
    }

    /** The code of a class, and how one wants to be called there. */
    record Joining(String classCode, String name, PupilPassword.@Nullable Kind kind) {
        Joining {
            Given.demand(classCode, "classCode");
            Given.demand(name, "name");
        }
    }

    /** @param password shown this once; pictures or words with a hyphen between them */
    record MadePupil(String id, String name, String password) {
        static MadePupil of(Pupils.Made made) {
            return new MadePupil(made.id().toString(), made.name(), made.password());
        }
    }

    /** One picture of which passwords are made: what is sent, what is seen, and what it is called. */
    record Picture(String id, String picture, String en, String de) {
        private static Picture of(List<String> row) {
            return new Picture(row.get(0), row.get(1), row.get(2), row.get(3));
        }
    }

    record Pictures(List<Picture> pictures) {}

    @GetMapping("/auth/pictures")
    Pictures pictures() {
        return new Pictures(PupilPassword.PICTURES.stream().map(Picture::of).toList());
    }

    @PostMapping(path = "/auth/join", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    MadePupil join(@RequestBody Joining sent, HttpServletRequest request) {
        PupilPassword.Kind kind = sent.kind == null ? PupilPassword.Kind.WORDS : sent.kind;
        return MadePupil.of(classRoom.join(sent.classCode, sent.name, kind, Network.of(request.getRemoteAddr())));
    }
}
