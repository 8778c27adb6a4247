package dev.carrel.server.compat.piston;

import dev.carrel.server.compat.Foreign;
import dev.carrel.server.platform.problem.Problem;
import dev.carrel.server.platform.problem.Refusal;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Piston's way to say no: a message, but for what is no JSON, and nothing at all of faults of its own. */
final class PistonRefusal {
    private PistonRefusal() {}

    static ResponseEntity<byte[]> of(Refusal refusal) {
        int status = refusal.type().status();
        return switch (refusal) {
            case Refusal.WrongRequest wrong
            when wrong.rule().equals(PistonBody.NO_JSON) -> Foreign.json(status, Map.of("stack", wrong.sentence()));
            case Refusal.WrongRequest(String _, String _, String sentence, String remedy) ->
                said(status, (sentence + " " + remedy).strip());
            case Refusal.TooLarge(String _, String _, String sentence, String remedy) ->
                said(status, sentence + " " + remedy);
            case Refusal.NotSignedIn unknown ->
                Foreign.json(status, Map.of("message", unknown.sentence()), HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case Refusal.OurFault _ -> ResponseEntity.status(status).build();
            case Refusal.TooOften _, Refusal.Away _, Refusal.Starting _, Refusal.Full _ ->
                Foreign.json(
                        status,
                        Map.of("message", refusal.sentence()),
                        HttpHeaders.RETRY_AFTER,
                        Problem.retryAfter(refusal).orElse("1"));
            case Refusal.NotAllowed _,
                    Refusal.NotFound _,
                    Refusal.Conflict _,
                    Refusal.Elsewhere _,
                    Refusal.WrongMethod _,
                    Refusal.NotAcceptable _,
                    Refusal.WrongContentType _,
                    Refusal.WaitedTooLong _ -> said(status, refusal.sentence());
        };
    }

    private static ResponseEntity<byte[]> said(int status, String message) {
        return Foreign.json(status, Map.of("message", message));
    }
}
