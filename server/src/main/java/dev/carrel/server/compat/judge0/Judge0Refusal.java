package dev.carrel.server.compat.judge0;

import dev.carrel.server.compat.Foreign;
import dev.carrel.server.platform.problem.Problem;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Judge0's way to say no: a word, or nothing at all to whom it does not know. */
final class Judge0Refusal {
    private Judge0Refusal() {}

    static RefusalException wrong(String sentence) {
        return new RefusalException(new Refusal.WrongRequest("query", "judge0", sentence, ""));
    }

    static ResponseEntity<byte[]> of(Refusal refusal) {
        int status = refusal.type().status();
        return switch (refusal) {
            case Refusal.WrongRequest(String _, String _, String sentence, String remedy) ->
                said(status, (sentence + " " + remedy).strip());
            case Refusal.TooLarge(String _, String _, String sentence, String remedy) ->
                said(status, sentence + " " + remedy);
            case Refusal.NotSignedIn _ ->
                ResponseEntity.status(status)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
            case Refusal.NotAllowed _, Refusal.NotFound _, Refusal.Conflict _, Refusal.Elsewhere _ ->
                ResponseEntity.status(status).build();
            case Refusal.Full full -> come(status, "queue is full", full);
            case Refusal.TooOften _, Refusal.Away _, Refusal.Starting _ -> come(status, refusal.sentence(), refusal);
            case Refusal.OurFault _,
                    Refusal.WrongMethod _,
                    Refusal.NotAcceptable _,
                    Refusal.WrongContentType _,
                    Refusal.WaitedTooLong _ -> said(status, refusal.sentence());
        };
    }

    private static ResponseEntity<byte[]> said(int status, String error) {
        return Foreign.json(status, Map.of("error", error));
    }

    private static ResponseEntity<byte[]> come(int status, String error, Refusal refusal) {
        return Foreign.json(
                status,
                Map.of("error", error),
                HttpHeaders.RETRY_AFTER,
                Problem.retryAfter(refusal).orElse("1"));
    }
}
