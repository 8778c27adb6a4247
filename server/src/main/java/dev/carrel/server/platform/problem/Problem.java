package dev.carrel.server.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A refusal as RFC 9457 writes it.
 *
 * @param detail the sentence for the person who asked
 * @param requestId what to quote when asking for help
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "requestId"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String requestId,
        @JsonAnyGetter Map<String, Object> facts) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public Problem {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    public static Problem of(Refusal refusal, String requestId) {
        ProblemType type = refusal.type();
        return new Problem(type.uri(), type.title(), type.status(), refusal.sentence(), requestId, refusal.facts());
    }

    /** The value of Retry-After, in whole seconds and never 0. */
    public static Optional<String> retryAfter(Refusal refusal) {
        return switch (refusal) {
            case Refusal.TooOften(String _, Duration after, RateLimit _) -> Optional.of(seconds(after));
            case Refusal.Away(String _, Duration after) -> Optional.of(seconds(after));
            case Refusal.Starting(Duration after) -> Optional.of(seconds(after));
            case Refusal.Full(String _, Duration after) -> Optional.of(seconds(after));
            case Refusal.WrongRequest _,
                    Refusal.TooLarge _,
                    Refusal.NotSignedIn _,
                    Refusal.NotAllowed _,
                    Refusal.NotFound _,
                    Refusal.WrongMethod _,
                    Refusal.NotAcceptable _,
                    Refusal.Conflict _,
                    Refusal.Elsewhere _,
                    Refusal.WrongContentType _,
                    Refusal.OurFault _,
                    Refusal.WaitedTooLong _ -> Optional.empty();
        };
    }

    private static String seconds(Duration after) {
        return Long.toString(Refusal.seconds(after));
    }
}
