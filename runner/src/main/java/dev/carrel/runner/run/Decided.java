package dev.carrel.runner.run;

import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.Verdict;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The tests whose end is decided, by their number, and what they say together. Whoever holds it guards it.
 *
 * <p>The outputs of all together are bounded. From the first on that has no room any more they are left out, whatever
 * order the tests end in.
 */
final class Decided {
    private static final long MOST_OUTPUT = 4 << 20;

    private final int all;
    private final boolean untilFailure;
    private final NavigableMap<Integer, Test> tests = new TreeMap<>();
    private int bound;
    private int told;
    private long output;

    private record Test(TestStage test, String message) {
        long output() {
            Stage stage = test.stage();
            return (long) stage.stdoutBytes().size() + stage.stderrBytes().size();
        }

        Test withoutOutput() {
            return new Test(
                    new TestStage(test.stage().withoutOutput(), test.index(), test.again(), test.verdict()), message);
        }
    }

    Decided(int all, boolean untilFailure) {
        this.all = all;
        this.untilFailure = untilFailure;
        this.bound = all;
        this.told = all;
    }

    /** No test counts from this one on. */
    int bound() {
        return bound;
    }

    /** False when it comes after the last that counts. */
    boolean add(TestStage test, String message) {
        int index = test.index();
        if (index >= bound) {
            return false;
        }
        Test whole = new Test(test, message);
        tests.put(index, index < told ? whole : whole.withoutOutput());
        output += index < told ? whole.output() : 0;
        while (output > MOST_OUTPUT) {
            Map.Entry<Integer, Test> last = tests.lowerEntry(told);
            told = last.getKey();
            output -= last.getValue().output();
            tests.put(told, last.getValue().withoutOutput());
        }
        if (untilFailure && !test.passed()) {
            bound = index + 1;
        }
        return true;
    }

    Trials.Told told(boolean cancelled) {
        List<Test> counted = List.copyOf(tests.headMap(bound).values());
        List<TestStage> stages = counted.stream().map(Test::test).toList();
        long ended = stages.stream()
                .filter(test -> test.stage().status() != Status.CANCELLED)
                .count();
        if (cancelled && ended < bound) {
            return new Trials.Told(
                    Status.CANCELLED, "cancelled when " + ended + " of " + all + " tests had ended", stages);
        }
        return counted.stream()
                .filter(test -> test.test().stage().status() != Status.OK)
                .findFirst()
                .map(first -> new Trials.Told(
                        first.test().stage().status(),
                        "test " + (first.test().index() + 1) + " of " + all + ": " + first.message(),
                        stages))
                .orElseGet(() -> new Trials.Told(Status.OK, well(stages) + unjudged(counted), stages));
    }

    private String well(List<TestStage> stages) {
        String ended = all == 1
                ? "the test ended normally"
                : stages.size() == all
                        ? "all " + all + " tests ended normally"
                        : "the first " + stages.size() + " of " + all + " tests ended normally";
        long wrong = stages.stream()
                .filter(test -> test.verdict() == Verdict.WRONG_ANSWER)
                .count();
        return wrong == 0 ? ended : ended + ", " + wrong + " of them with a wrong answer";
    }

    private static String unjudged(List<Test> counted) {
        List<Test> none = counted.stream()
                .filter(test -> test.test().verdict() == Verdict.NOT_JUDGED)
                .toList();
        return none.isEmpty()
                ? ""
                : "; " + none.size() + " could not be judged: "
                        + none.getFirst().message();
    }
}
