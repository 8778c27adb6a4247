package dev.carrel.server.platform.description;

import dev.carrel.server.platform.problem.ProblemType;
import dev.carrel.server.platform.problem.RateLimit;
import dev.carrel.server.platform.problem.Refusal;
import java.time.Duration;
import java.util.Set;

/** A refusal of each type, as the description shows it: a type without one does not compile. */
public final class Example {
    private Example() {}

    public static Refusal of(ProblemType type) {
        return switch (type) {
            case WRONG_REQUEST ->
                new Refusal.WrongRequest(
                        "lang", "unknown-field", "There is no field \"lang\".", "Did you mean \"language\"?");
            case NOT_SIGNED_IN -> new Refusal.NotSignedIn("Sign in first.");
            case NOT_ALLOWED -> new Refusal.NotAllowed("Pages of this origin may not call here.");
            case NOT_FOUND -> new Refusal.NotFound("There is no such run, or it has expired.");
            case WRONG_METHOD -> new Refusal.WrongMethod("PUT", Set.of("POST"));
            case NOT_ACCEPTABLE ->
                new Refusal.NotAcceptable("This address cannot answer in the form that the header Accept asks for.");
            case CONFLICT ->
                new Refusal.Conflict(
                        "The file \"main.py\" was changed elsewhere.",
                        8,
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        "utf8",
                        "print(2)\n",
                        "print(1)\n");
            case ELSEWHERE -> new Refusal.Elsewhere("Accounts come by your school's sign-in here.", "/sign-in");
            case TOO_LARGE ->
                new Refusal.TooLarge(
                        "body",
                        "body-too-large",
                        "The body of the request is larger than 16 MB.",
                        "Send less at once.");
            case WRONG_CONTENT_TYPE ->
                new Refusal.WrongContentType("Send JSON, with the header Content-Type: application/json.");
            case TOO_OFTEN ->
                new Refusal.TooOften(
                        "You may start 5 programs a minute; try again in 6 s.",
                        Duration.ofMillis(5200),
                        new RateLimit("runs-minute", 5, Duration.ofMinutes(1), 0, Duration.ofMillis(5200)));
            case OUR_FAULT -> new Refusal.OurFault();
            case AWAY -> new Refusal.Away("database", Duration.ofSeconds(2));
            case FULL ->
                new Refusal.Full(
                        "More programs are waiting than can be run in good time; try again in 6 s.",
                        Duration.ofMillis(5200));
            case WAITED_TOO_LONG -> new Refusal.WaitedTooLong("3f8a0c5be1d24976a0b1c2d3e4f50617");
        };
    }
}
