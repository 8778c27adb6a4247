package dev.carrel.server.account.credential;

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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where one is signed in, and ending that elsewhere. */
@RestController
class SessionController {
    private final Sessions sessions;
    private final Audit audit;

    SessionController(Sessions sessions, Audit audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * @param device null for a program
     * @param seen when it last asked for a new token
     * @param current whether it is the one that asks
     */
    record ShownSession(String id, @Nullable String device, String begun, String seen, boolean current) {
        private static ShownSession of(Sessions.Living one, Optional<UUID> current) {
            return new ShownSession(
                    one.id().toString(),
                    one.device().orElse(null),
                    one.begun().toString(),
                    one.seen().toString(),
                    current.equals(Optional.of(one.id())));
        }
    }

    record ShownSessions(List<ShownSession> sessions) {}

    @GetMapping("/auth/sessions")
    ShownSessions sessions(HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        return new ShownSessions(sessions.of(who.id()).stream()
                .map(one -> ShownSession.of(one, who.session()))
                .toList());
    }

    @DeleteMapping("/auth/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable("id") String id, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        if (Given.id(id).filter(one -> sessions.end(who.id(), one)).isEmpty()) {
            throw new RefusalException(new Refusal.NotFound("You have no such session."));
        }
        audit.note(Audit.What.SIGNED_OUT, who.id(), Network.of(request.getRemoteAddr()));
    }
}
