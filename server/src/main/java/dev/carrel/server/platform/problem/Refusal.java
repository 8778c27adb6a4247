package dev.carrel.server.platform.problem;

import dev.carrel.protocol.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Why somebody does not get what they asked for, with what they need to know to get it. */
public sealed interface Refusal {
    ProblemType type();

    /** For the person who asked. */
    String sentence();

    /** The input breaks a rule; {@code field} names where, {@code remedy} what to do. */
    record WrongRequest(String field, String rule, String sentence, String remedy) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.WRONG_REQUEST;
        }
    }

    /** Well formed, but too much of it. */
    record TooLarge(String field, String rule, String sentence, String remedy) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.TOO_LARGE;
        }
    }

    record NotSignedIn(String sentence) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.NOT_SIGNED_IN;
        }
    }

    /** @param rule what stands in the way, where a program or a page may want to know it */
    record NotAllowed(String sentence, @Nullable String rule) implements Refusal {
        public NotAllowed(String sentence) {
            this(sentence, null);
        }

        @Override
        public ProblemType type() {
            return ProblemType.NOT_ALLOWED;
        }
    }

    /** There is no such thing, or it has expired, or it is not yours: which of these is nobody's business. */
    record NotFound(String sentence) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.NOT_FOUND;
        }
    }

    record WrongMethod(String method, Set<String> allowed) implements Refusal {
        public WrongMethod {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public ProblemType type() {
            return ProblemType.WRONG_METHOD;
        }

        @Override
        public String sentence() {
            return "This address takes " + String.join(", ", new TreeSet<>(allowed)) + ", not " + method + ".";
        }
    }

    record NotAcceptable(String sentence) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.NOT_ACCEPTABLE;
        }
    }

    /**
     * It was changed elsewhere since the revision that the change is based on. The texts are there where they are
     * known, in the encoding that is named.
     *
     * @param revision as it is now; 0 for what is there no more
     * @param theirs as it is now
     * @param base as both began
     */
    record Conflict(
            String sentence,
            long revision,
            @Nullable String hash,
            @Nullable String encoding,
            @Nullable String theirs,
            @Nullable String base)
            implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.CONFLICT;
        }

        private Map<String, Object> known() {
            Map<String, Object> known = new HashMap<>(Map.of("revision", revision));
            put("hash", hash, known);
            put("encoding", encoding, known);
            put("theirs", theirs, known);
            put("base", base, known);
            return known;
        }

        private static void put(String name, @Nullable String value, Map<String, Object> into) {
            if (value != null) {
                into.put(name, value);
            }
        }
    }

    /** @param address where one goes for it */
    record Elsewhere(String sentence, String address) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.ELSEWHERE;
        }
    }

    record WrongContentType(String sentence) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.WRONG_CONTENT_TYPE;
        }
    }

    /** @param limit which one it was, for the headers that tell it; null for what has no name */
    record TooOften(
            String sentence, Duration retryAfter, @Nullable RateLimit limit) implements Refusal {
        public TooOften(String sentence, Duration retryAfter) {
            this(sentence, retryAfter, null);
        }

        @Override
        public ProblemType type() {
            return ProblemType.TOO_OFTEN;
        }
    }

    /** What went wrong stands in the log under the request's id, and nowhere else. */
    record OurFault() implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.OUR_FAULT;
        }

        @Override
        public String sentence() {
            return "Something on our side failed. Nothing is wrong with the request.";
        }
    }

    record Away(String what, Duration retryAfter) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.AWAY;
        }

        @Override
        public String sentence() {
            return "The " + what + " does not answer at the moment. Nothing was promised; " + again(retryAfter);
        }
    }

    record Starting(Duration retryAfter) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.AWAY;
        }

        @Override
        public String sentence() {
            return "The service has just been started, and its sandbox proves itself first. Nothing was promised; "
                    + again(retryAfter);
        }
    }

    record Full(String sentence, Duration retryAfter) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.FULL;
        }
    }

    /** The work goes on under that id. */
    record WaitedTooLong(String id) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.WAITED_TOO_LONG;
        }

        @Override
        public String sentence() {
            return "The run is not over yet. It goes on: ask for /execution/result/" + id + ".";
        }
    }

    /** The end of a sentence: when to come back, in the seconds of the header that says so too. */
    static String again(Duration after) {
        return "try again in " + seconds(after) + " s.";
    }

    /** Whole seconds, and never 0. */
    static long seconds(Duration after) {
        return Math.max(1, after.plusMillis(999).toSeconds());
    }

    static Refusal of(Refused refused) {
        String rule = refused.rule().wire();
        return refused.rule().tooLarge()
                ? new TooLarge(refused.field(), rule, refused.sentence(), refused.remedy())
                : new WrongRequest(refused.field(), rule, refused.sentence(), refused.remedy());
    }

    /** What else a program may want to know, beside type, status and sentence. */
    default Map<String, Object> facts() {
        return switch (this) {
            case WrongRequest(String field, String rule, String _, String remedy) ->
                Map.of("field", field, "rule", rule, "remedy", remedy);
            case TooLarge(String field, String rule, String _, String remedy) ->
                Map.of("field", field, "rule", rule, "remedy", remedy);
            case Conflict conflict -> conflict.known();
            case Elsewhere(String _, String address) -> Map.of("address", address);
            case TooOften(String _, Duration after, RateLimit limit) ->
                limit == null
                        ? Map.of("retryAfterMs", after.toMillis())
                        : Map.of("retryAfterMs", after.toMillis(), "limit", limit.name(), "most", limit.most());
            case Away(String what, Duration after) -> Map.of("dependency", what, "retryAfterMs", after.toMillis());
            case Starting(Duration after) -> Map.of("dependency", "runner", "retryAfterMs", after.toMillis());
            case Full(String _, Duration after) -> Map.of("retryAfterMs", after.toMillis());
            case WaitedTooLong(String id) -> Map.of("id", id);
            case WrongMethod(String _, Set<String> allowed) -> Map.of("allowed", new TreeSet<>(allowed));
            case NotAllowed(String _, String rule) -> rule == null ? Map.of() : Map.of("rule", rule);
            case NotSignedIn _, NotFound _, NotAcceptable _, WrongContentType _, OurFault _ -> Map.of();
        };
    }
}
