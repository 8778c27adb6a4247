package dev.carrel.server.account.going;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
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

/** What admins see and say of what goes. */
@RestController
class RetentionController {
    private static final int REASON_LENGTH = 200;

    private final Retention retention;
    private final Holds holds;
    private final Audit audit;

    RetentionController(Retention retention, Holds holds, Audit audit) {
        this.retention = retention;
        this.holds = holds;
        this.audit = audit;
    }

    private static void demandReason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > REASON_LENGTH) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "reason",
                    "reason",
                    "A reason has 1 to " + REASON_LENGTH + " characters.",
                    "Say why; it is noted."));
        }
    }

    /** Whether nothing is to go, and why. */
    record PauseWish(Boolean paused, @Nullable String reason) {
        PauseWish {
            Given.demand(paused, "paused");
            if (paused) {
                demandReason(reason);
            }
        }
    }

    /** Whose things are to be kept, and why. */
    record HoldWish(String person, String reason) {
        HoldWish {
            Given.demand(person, "person");
            demandReason(reason);
        }
    }

    record ShownHold(String id, String person, String reason, String made) {
        private static ShownHold of(Holds.Hold hold) {
            return new ShownHold(
                    hold.id().toString(),
                    hold.person().toString(),
                    hold.reason(),
                    hold.made().toString());
        }
    }

    /** How many things of one kind, of how many people. */
    record ShownDue(String what, long people, long things) {}

    /** @param due what would go now, of minors, if nothing were used before it does */
    record Preview(boolean paused, @Nullable String reason, List<ShownDue> due, List<ShownHold> holds) {}

    @GetMapping("/admin/retention")
    Preview preview() {
        Optional<Retention.Pause> pause = retention.pause();
        return new Preview(
                pause.isPresent(),
                pause.map(Retention.Pause::reason).orElse(null),
                retention.preview().stream()
                        .map(due -> new ShownDue(due.what(), due.people(), due.things()))
                        .toList(),
                holds.all().stream().map(ShownHold::of).toList());
    }

    @PostMapping(path = "/admin/retention", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@RequestBody PauseWish sent, HttpServletRequest request) {
        UUID by = Who.personOf(request).id();
        if (sent.paused) {
            retention.pause(String.valueOf(sent.reason), by, Network.of(request.getRemoteAddr()));
        } else {
            retention.resume(by, Network.of(request.getRemoteAddr()));
        }
    }

    @PostMapping(path = "/admin/holds", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ShownHold hold(@RequestBody HoldWish sent, HttpServletRequest request) {
        UUID person = Given.id(sent.person)
                .orElseThrow(() -> new RefusalException(
                        new Refusal.WrongRequest("person", "person", "This is no person's id.", "Send the id.")));
        Who.Person by = Who.personOf(request);
        Holds.Hold made = holds.make(person, sent.reason, by.id());
        audit.note(Audit.What.HOLD_MADE, Optional.of(by.id()), Network.of(request.getRemoteAddr()), person.toString());
        return ShownHold.of(made);
    }

    @DeleteMapping("/admin/holds/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable("id") String id, HttpServletRequest request) {
        if (!Given.id(id).map(holds::lift).orElse(false)) {
            throw new RefusalException(new Refusal.NotFound("There is no such hold."));
        }
        audit.note(
                Audit.What.HOLD_LIFTED,
                Optional.of(Who.personOf(request).id()),
                Network.of(request.getRemoteAddr()),
                id);
    }
}
