package dev.carrel.runner.run;

import dev.carrel.protocol.Limits;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SandboxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One command of a job. */
record Step(StageName stage, List<String> argv, Map<String, String> env, Limits limits) {
    private static final Map<String, String> BASE = Map.of(
            "PATH", "/usr/local/bin:/usr/bin:/bin",
            "HOME", "/tmp",
            "LANG", "C.UTF-8",
            "TMPDIR", "/tmp");

    Step {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
    }

    Step as(StageName other) {
        return new Step(other, argv, env, limits);
    }

    Step under(Limits other) {
        return new Step(stage, argv, env, other);
    }

    Step withArgs(List<String> args) {
        return args.isEmpty()
                ? this
                : new Step(stage, Stream.concat(argv.stream(), args.stream()).toList(), env, limits);
    }

    /** Whether it starts a file that the job itself brought or made; every other program is the root's, and ours. */
    boolean startsOwnFile() {
        return argv.getFirst().startsWith("./");
    }

    /** @throws SandboxException when a program of the root's is not there */
    void checkStarted(Ended ended) throws SandboxException {
        if (ended.outcome() instanceof Outcome.NotStarted(String sentence) && !startsOwnFile()) {
            throw new SandboxException("the " + stage.wire() + " step " + argv + ": " + sentence);
        }
    }

    Command command(Profile profile, List<WorkFile> files, Collect collect) {
        return new Command(profile, argv, env, files, limits, collect);
    }

    /** What every program finds in its environment, with the language's own and the request's on top. */
    static Map<String, String> environment(Map<String, String> language, Map<String, String> request) {
        Map<String, String> env = new HashMap<>(BASE);
        env.putAll(language);
        env.putAll(request);
        return env;
    }
}
