package dev.carrel.runner.judge;

import dev.carrel.protocol.Verdict;
import dev.carrel.sandbox.Outcome;

/**
 * What is said of a test, and why where it could not be judged.
 *
 * @param why empty where there is nothing to explain
 */
public record Judgement(Verdict verdict, String why) {
    private static final int RIGHT = 42;
    private static final int WRONG = 43;

    public static Judgement of(Verdict verdict) {
        return new Judgement(verdict, "");
    }

    public static Judgement none(String why) {
        return new Judgement(Verdict.NOT_JUDGED, why);
    }

    /**
     * What a checker's end says. One that ended in any other way has judged nothing.
     *
     * @param ending in words
     */
    public static Judgement byChecker(Outcome outcome, String ending) {
        return switch (outcome) {
            case Outcome.Exited(int code) when code == RIGHT -> of(Verdict.ACCEPTED);
            case Outcome.Exited(int code) when code == WRONG -> of(Verdict.WRONG_ANSWER);
            case Outcome.Exited(int code) ->
                none("the checker ended with exit code " + code + ", which is neither " + RIGHT + " nor " + WRONG);
            case Outcome.Signalled _,
                    Outcome.CpuLimit _,
                    Outcome.WallLimit _,
                    Outcome.MemoryLimit _,
                    Outcome.OutputLimit _,
                    Outcome.ProcessLimit _,
                    Outcome.DiskLimit _,
                    Outcome.Cancelled _,
                    Outcome.NotStarted _ -> none("the checker did not end by itself: " + ending);
        };
    }
}
