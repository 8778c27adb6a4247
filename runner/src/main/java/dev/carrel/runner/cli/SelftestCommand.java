package dev.carrel.runner.cli;

import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.selftest.Layer;
import dev.carrel.runner.selftest.Selftest;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code carrel selftest}. */
final class SelftestCommand implements Selftest.Report {
    private static final String HELP = """
            carrel selftest [--short] [--isolation LEVEL] [CLASS or CLASS/NAME]
            Runs hostile programs in the sandbox, as anybody's programs are run. Each must end as its head says; after each, a
            hello must come out right, and no process, file, mount, IPC object, control group or descriptor may be left.
            What this ground cannot hold for want of a layer is named as lost; carrel doctor has the remedy.
            --isolation makes the attacks at that level, exec, warm or fork: those whose language has it.
            --short runs the few that the runner itself runs at every start. The exit code is 0 when all were held.
            """;

    private final Installation here;
    private final PrintStream out;
    private int held;
    private int broken;
    private int lost;

    SelftestCommand(Installation here, PrintStream out) {
        this.here = here;
        this.out = out;
    }

    int run(List<String> words) throws IOException, InterruptedException {
        boolean shortForm = words.contains("--short");
        List<String> rest = new ArrayList<>(words);
        rest.removeIf("--short"::equals);
        Isolation level = level(rest);
        if (rest.contains("--help") || rest.contains("-h")) {
            out.print(HELP);
            return ExitCode.OK;
        }
        if (rest.size() > 1 || rest.stream().anyMatch(word -> word.startsWith("-"))) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "selftest",
                    "carrel selftest does not take " + String.join(" ", rest) + ".",
                    "See carrel selftest --help.");
        }
        boolean all = selftest(level).run(shortForm, rest.isEmpty() ? "" : rest.getFirst());
        out.println(held + " of " + (held + broken) + " attacks held"
                + (lost == 0 ? "" : ", " + lost + " not promised on this ground"));
        return all ? ExitCode.OK : 1;
    }

    Selftest selftest(@Nullable Isolation level) {
        return new Selftest(here.machine(), here.sandbox(), here.home().resolve("selftest"), level, this);
    }

    /** Takes the option and its value out of the words. */
    private static @Nullable Isolation level(List<String> words) {
        int at = words.indexOf("--isolation");
        if (at < 0 || at + 1 == words.size()) {
            return null; // an option without its value stays, and is refused with the rest
        }
        words.remove(at);
        return ExecOptions.isolation(words.remove(at));
    }

    @Override
    public void held(String name) {
        held++;
        out.println("held    " + name);
    }

    @Override
    public void lost(String name, Layer layer) {
        lost++;
        out.println("lost    " + name + ": needs " + layer.wire());
    }

    @Override
    public void broken(String name, List<String> wrong) {
        broken++;
        wrong.forEach(what -> out.println("BROKEN  " + name + ": " + what));
    }

    @Override
    public void absent(String name, String why) {
        out.println("absent  " + name + ": " + why);
    }
}
