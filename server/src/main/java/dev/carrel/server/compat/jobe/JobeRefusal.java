package dev.carrel.server.compat.jobe;

import dev.carrel.server.compat.Foreign;
import dev.carrel.server.platform.http.RequestId;
import dev.carrel.server.platform.problem.Problem;
import dev.carrel.server.platform.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Jobe's way to say no: a sentence. That it is busy is no error to its clients, but an outcome. */
final class JobeRefusal {
    static final String KEY = "X-API-KEY";

    private JobeRefusal() {}

    static ResponseEntity<byte[]> of(Refusal refusal, HttpServletRequest request, boolean run) {
        int status = refusal.type().status();
        return switch (refusal) {
            case Refusal.WrongRequest(String _, String _, String sentence, String remedy) ->
                Foreign.json(status, (sentence + " " + remedy).strip());
            case Refusal.TooLarge(String _, String _, String sentence, String remedy) ->
                Foreign.json(status, sentence + " " + remedy);
            case Refusal.NotSignedIn unknown -> notSignedIn(unknown, request);
            case Refusal.TooOften often ->
                Foreign.json(
                        status,
                        "Max RUN rate for this server exceeded",
                        HttpHeaders.RETRY_AFTER,
                        Problem.retryAfter(often).orElse("1"));
            case Refusal.Away _, Refusal.Starting _, Refusal.Full _, Refusal.WaitedTooLong _ ->
                run ? Foreign.json(200, JobeResult.OVERLOADED) : Foreign.json(status, refusal.sentence());
            case Refusal.OurFault _ -> Foreign.json(status, "Server exception (" + RequestId.of(request) + ")");
            case Refusal.NotAllowed _,
                    Refusal.NotFound _,
                    Refusal.Conflict _,
                    Refusal.Elsewhere _,
                    Refusal.WrongMethod _,
                    Refusal.NotAcceptable _,
                    Refusal.WrongContentType _ -> Foreign.json(status, refusal.sentence());
        };
    }

    /** Who shows Jobe's header, or nothing, hears Jobe; who shows ours, us. */
    private static ResponseEntity<byte[]> notSignedIn(Refusal.NotSignedIn unknown, HttpServletRequest request) {
        if (request.getHeader(KEY) != null) {
            return Foreign.json(403, "Unknown API key");
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            return Foreign.json(403, "Missing API key");
        }
        return Foreign.json(unknown.type().status(), unknown.sentence(), HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
