package dev.carrel.server.platform.problem;

import dev.carrel.protocol.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

    record NotAllowed(String sentence) implements Refusal {
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

    record WrongContentType(String sentence) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.WRONG_CONTENT_TYPE;
        }
    }

    record TooOften(String sentence, Duration retryAfter) implements Refusal {
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
            return "The " + what + " does not answer at the moment. Nothing was promised; try again.";
        }
    }

    record Starting(Duration retryAfter) implements Refusal {
        @Override
        public ProblemType type() {
            return ProblemType.AWAY;
        }

        @Override
        public String sentence() {
            return "The service has just been started, and its sandbox proves itself first. Nothing was promised; try again.";
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
            case TooOften(String _, Duration after) -> Map.of("retryAfterMs", after.toMillis());
            case Away(String what, Duration after) -> Map.of("dependency", what, "retryAfterMs", after.toMillis());
            case Starting(Duration after) -> Map.of("dependency", "runner", "retryAfterMs", after.toMillis());
            case Full(String _, Duration after) -> Map.of("retryAfterMs", after.toMillis());
            case WaitedTooLong(String id) -> Map.of("id", id);
            case WrongMethod(String _, Set<String> allowed) -> Map.of("allowed", new TreeSet<>(allowed));
            case NotSignedIn _, NotAllowed _, NotFound _, NotAcceptable _, WrongContentType _, OurFault _ -> Map.of();
        };
    }
}
