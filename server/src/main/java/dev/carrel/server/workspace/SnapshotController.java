package dev.carrel.server.workspace;

import dev.carrel.server.platform.http.Encoding;
import dev.carrel.server.platform.identity.Circle;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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

/** Snapshots to one's own projects, and what others see there. */
@RestController
class SnapshotController {
    private static final int MOST_DAYS = 90;

    private final Snapshots snapshots;

    SnapshotController(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** @param days how long the link leads there */
    record SnapshotWish(@Nullable Integer days) {}

    /** @param within whom it is for: anyone, or class */
    record ShownSnapshot(String id, String within, int files, long bytes, String made, String expires) {
        private static ShownSnapshot of(Snapshot snapshot) {
            return new ShownSnapshot(
                    snapshot.id().toString(),
                    told(snapshot.within()),
                    snapshot.files(),
                    snapshot.bytes(),
                    snapshot.made().toString(),
                    snapshot.ends().toString());
        }
    }

    /** @param within whom a new one would be for: anyone, class, or nobody */
    record ShownSnapshots(String within, List<ShownSnapshot> snapshots) {}

    /** One file of a shared project, with what it holds. */
    record SharedFile(String path, String type, Encoding encoding, String content) {
        private static SharedFile of(Snapshots.Shown shown) {
            Encoding encoding = Encoding.of(shown.content());
            return new SharedFile(
                    shown.file().path().value(), shown.file().type(), encoding, encoding.text(shown.content()));
        }
    }

    /** A project as it was when its owner made the snapshot; it does not say who that is. */
    record SharedProject(String name, String within, String made, String expires, List<SharedFile> files) {}

    @GetMapping("/files/{project}/snapshots")
    ShownSnapshots all(@PathVariable("project") String project, HttpServletRequest request) {
        UUID person = Who.personOf(request).id();
        return new ShownSnapshots(
                told(snapshots.circleOf(person)),
                snapshots.of(person, ProjectController.id(project)).stream()
                        .map(ShownSnapshot::of)
                        .toList());
    }

    @PostMapping(path = "/files/{project}/snapshots", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ShownSnapshot make(
            @PathVariable("project") String project, @RequestBody SnapshotWish sent, HttpServletRequest request) {
        return ShownSnapshot.of(snapshots.make(
                Who.personOf(request).id(), ProjectController.id(project), Duration.ofDays(days(sent.days))));
    }

    @DeleteMapping("/files/{project}/snapshots/{snapshot}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(
            @PathVariable("project") String project,
            @PathVariable("snapshot") String snapshot,
            HttpServletRequest request) {
        snapshots.takeBack(Who.personOf(request).id(), ProjectController.id(project), id(snapshot));
    }

    @GetMapping("/snapshots/{snapshot}")
    SharedProject read(@PathVariable("snapshot") String snapshot, HttpServletRequest request) {
        Snapshots.Read read = snapshots.read(id(snapshot), Who.of(request));
        return new SharedProject(
                read.snapshot().name(),
                told(read.snapshot().within()),
                read.snapshot().made().toString(),
                read.snapshot().ends().toString(),
                read.files().stream().map(SharedFile::of).toList());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Snapshots.unknown();
        }
    }

    private static int days(@Nullable Integer sent) {
        if (sent == null || sent < 1 || sent > MOST_DAYS) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "days", "days", "A link leads to a project for 1 to " + MOST_DAYS + " days.", "Say for how many."));
        }
        return sent;
    }

    private static String told(Circle circle) {
        return switch (circle) {
            case Circle.Everybody _ -> "anyone";
            case Circle.OneClass _ -> "class";
            case Circle.Nobody _ -> "nobody";
        };
    }
}
