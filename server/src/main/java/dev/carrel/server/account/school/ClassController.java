package dev.carrel.server.account.school;

import dev.carrel.server.account.Band;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.person.Classes;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own classes, for teachers. */
@RestController
class ClassController {
    private static final int NAME_LENGTH = 60;
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 90;
    private static final int MOST_AT_ONCE = 40;

    private final ClassRoom classRoom;

    ClassController(ClassRoom classRoom) {
        this.classRoom = classRoom;
    }

    private static RefusalException wrong(String field, String sentence, String remedy) {
        return new RefusalException(new Refusal.WrongRequest(field, field, sentence, remedy));
    }

    private static void demandConsent(@Nullable Boolean schoolConsents) {
        if (!Boolean.TRUE.equals(schoolConsents)) {
            throw wrong(
                    "schoolConsents",
                    "A class is for a school that consents for its pupils.",
                    "Show the privacy notice to your school, and send true when it agrees.");
        }
    }

    private static Duration days(@Nullable Integer days, int least) {
        int n = days == null ? USUAL_DAYS : days;
        if (n < least || n > MOST_DAYS) {
            throw wrong(
                    "days",
                    "A class takes pupils for " + least + " to " + MOST_DAYS + " days.",
                    "Leave it out for 14.");
        }
        return Duration.ofDays(n);
    }

    /**
     * A class to be made.
     *
     * @param band how old its pupils are; the youngest counts
     * @param schoolConsents that the school has agreed, for education only, to what the privacy notice says
     * @param days how long its code takes pupils
     */
    record ClassWish(
            String name,
            Band band,
            @Nullable Boolean schoolConsents,
            @Nullable Integer days) {
        ClassWish {
            Given.demand(name, "name");
            Given.demand(band, "band");
            if (name.isBlank() || name.length() > NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
                throw wrong("name", "A class has a name of 1 to " + NAME_LENGTH + " characters.", "Such as 7b.");
            }
            demandConsent(schoolConsents);
        }
    }

    /** That the school has agreed to the privacy notice that holds now. */
    record ConsentAnew(@Nullable Boolean schoolConsents) {
        ConsentAnew {
            demandConsent(schoolConsents);
        }
    }

    /** How long the code takes pupils from now on; 0 ends it. */
    record Opening(Integer days) {
        Opening {
            Given.demand(days, "days");
        }
    }

    /** Pupils to be made. */
    record PupilWish(List<String> names, PupilPassword.@Nullable Kind kind) {
        PupilWish {
            Given.demand(names, "names");
            if (names.isEmpty() || names.size() > MOST_AT_ONCE) {
                throw wrong("names", "One call makes 1 to " + MOST_AT_ONCE + " pupils.", "Send the others in another.");
            }
            names = List.copyOf(names);
        }
    }

    /** What a new password is to be made of. */
    record PupilPasswordWish(PupilPassword.@Nullable Kind kind) {}

    /**
     * A class as its teacher sees it.
     *
     * @param askedUntil until when the school is asked to consent anew; null where it has agreed to what holds
     */
    record ShownClass(
            String id,
            String name,
            String code,
            Band band,
            String made,
            String joinUntil,
            @Nullable String askedUntil) {}

    private ShownClass shown(Classes.SchoolClass at) {
        return new ShownClass(
                at.id().toString(),
                at.name(),
                at.code(),
                at.band(),
                at.made().toString(),
                at.joinUntil().toString(),
                classRoom.askedUntil(at).map(Instant::toString).orElse(null));
    }

    record ShownClasses(List<ShownClass> classes) {}

    record ShownPupil(String id, String name) {}

    record WholeClass(ShownClass schoolClass, List<ShownPupil> pupils) {}

    record MadePupils(List<PupilController.MadePupil> pupils) {}

    private static PupilPassword.Kind kind(PupilPassword.@Nullable Kind wished) {
        return wished == null ? PupilPassword.Kind.WORDS : wished;
    }

    private static Network from(HttpServletRequest request) {
        return Network.of(request.getRemoteAddr());
    }

    @PostMapping(path = "/auth/classes", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ShownClass make(@RequestBody ClassWish sent, HttpServletRequest request) {
        return shown(
                classRoom.make(Who.personOf(request), sent.name.strip(), sent.band, days(sent.days, 1), from(request)));
    }

    @GetMapping("/auth/classes")
    ShownClasses classes(HttpServletRequest request) {
        return new ShownClasses(
                classRoom.of(Who.personOf(request)).stream().map(this::shown).toList());
    }

    @GetMapping("/auth/classes/{id}")
    WholeClass one(@PathVariable("id") String id, HttpServletRequest request) {
        Classes.SchoolClass at = classRoom.find(Who.personOf(request), id);
        return new WholeClass(
                shown(at),
                classRoom.pupils(at).stream()
                        .map(pupil -> new ShownPupil(pupil.id().toString(), pupil.name()))
                        .toList());
    }

    @PostMapping(path = "/auth/classes/{id}/consent", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void consent(@PathVariable("id") String id, @RequestBody ConsentAnew sent, HttpServletRequest request) {
        classRoom.consent(Who.personOf(request), id, from(request));
    }

    @PostMapping(path = "/auth/classes/{id}/joining", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void open(@PathVariable("id") String id, @RequestBody Opening sent, HttpServletRequest request) {
        classRoom.open(Who.personOf(request), id, days(sent.days, 0));
    }

    @PostMapping(path = "/auth/classes/{id}/pupils", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    MadePupils add(@PathVariable("id") String id, @RequestBody PupilWish sent, HttpServletRequest request) {
        return new MadePupils(
                classRoom.add(Who.personOf(request), id, sent.names, kind(sent.kind), from(request)).stream()
                        .map(PupilController.MadePupil::of)
                        .toList());
    }

    @PostMapping(path = "/auth/classes/{id}/pupils/{pupil}/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    PupilController.MadePupil another(
            @PathVariable("id") String id,
            @PathVariable("pupil") String pupil,
            @RequestBody PupilPasswordWish sent,
            HttpServletRequest request) {
        return PupilController.MadePupil.of(
                classRoom.another(Who.personOf(request), id, pupil, kind(sent.kind), from(request)));
    }

    @DeleteMapping("/auth/classes/{id}/pupils/{pupil}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable("id") String id, @PathVariable("pupil") String pupil, HttpServletRequest request) {
        classRoom.remove(Who.personOf(request), id, pupil, from(request));
    }

    @DeleteMapping("/auth/classes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable("id") String id, HttpServletRequest request) {
        classRoom.end(Who.personOf(request), id, from(request));
    }
}
