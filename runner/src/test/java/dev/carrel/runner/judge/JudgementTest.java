package dev.carrel.runner.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.protocol.Verdict;
import dev.carrel.sandbox.Outcome;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static Judgement judged(Outcome outcome) {
        return Judgement.byChecker(outcome, "too slow");
    }

    @Test
    void exitCodesOfIcpc_areVerdicts() {
        assertEquals(Judgement.of(Verdict.ACCEPTED), judged(new Outcome.Exited(42)));
        assertEquals(Judgement.of(Verdict.WRONG_ANSWER), judged(new Outcome.Exited(43)));
    }

    @Test
    void checkerThatEndsOtherwise_judgesNothing_andItIsSaidWhy() {
        assertEquals(
                Judgement.none("the checker ended with exit code 0, which is neither 42 nor 43"),
                judged(new Outcome.Exited(0)));
        assertEquals(Judgement.none("the checker did not end by itself: too slow"), judged(new Outcome.CpuLimit()));
        assertEquals(Verdict.NOT_JUDGED, judged(new Outcome.Signalled(11)).verdict());
    }
}
