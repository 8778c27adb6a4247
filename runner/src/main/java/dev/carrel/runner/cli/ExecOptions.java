package dev.carrel.runner.cli;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words after {@code carrel exec}.
 *
 * @param language id, alias or {@code id@version}; null to guess
 * @param stdin the file to read instead of the caller's own input; {@code -} is that input
 * @param tests null where the program is run once
 * @param filesFd the descriptor that holds the files as a tar stream, when they are not to be opened by name
 */
record ExecOptions(
        @Nullable String language,
        @Nullable String version,
        List<String> files,
        List<String> args,
        @Nullable FilePath entry,
        @Nullable String stdin,
        Map<String, String> env,
        LimitsRequest limits,
        @Nullable Isolation isolation,
        @Nullable String artifacts,
        @Nullable Integer filesFd,
        @Nullable TestOptions tests,
        boolean json,
        boolean help) {
    static final String HELP = """
            carrel exec [-l LANG[@VERSION]] FILE... [option...] [-- ARG...]
            Runs a program in the sandbox; without --json it behaves like the program itself.

              FILE               relative, below this folder; several are one program that begins with the first.
                                 A folder is a project whose content becomes the working folder.
              -l LANG[@VERSION]  the language; guessed from the extension of the first file when not given
              --entry FILE       the file of a project that it begins with
              --stdin FILE       what the program reads; - is this command's own input, as when the option is left out
              --tests DIR        compiles once and runs the program on every NAME.in of DIR, on all cores, and holds what it
                                 writes against NAME.ans, where that is there: word for word, with
                                 --tolerance X numbers up to X apart, with --exact octet for octet. A program checker.EXT
                                 in DIR judges instead: it is called with the files of input and answer and a folder,
                                 reads the output, and ends with 42 for right, 43 for wrong
              --until-failure    no test counts after the first that failed
              --env NAME=VALUE   an environment variable; may be given several times
              --cpu SECONDS      processor time            --wall SECONDS   time by the clock
              --memory SIZE      such as 128MB             --output SIZE    of stdout and of stderr, each
              --isolation LEVEL  exec: a fresh process, as without this option; fork: a child of an interpreter that
                                 has started already; warm: a process that was started before the program was
                                 there; where the language has that
              --artifacts DIR    writes the files that the program made to DIR; else only --json returns them
              --json             one result object on stdout; exit code 0 whatever the program did
              -- ARG...          the program's own arguments

            Exit code: with --tests 0 when all passed, else 1. Otherwise the program's own; 128 + signal when it was killed; 1 when it did not compile;
            2 for a wrong call, with two lines on stderr; 70 when the sandbox failed.
            """;

    ExecOptions {
        files = List.copyOf(files);
        args = List.copyOf(args);
        env = Map.copyOf(env);
    }

    static ExecOptions parse(List<String> words) {
        Words w = new Words(words);
        ExecOptionsBuilder b = new ExecOptionsBuilder();
        while (w.hasNext()) {
            String word = w.next();
            switch (word) {
                case "--" -> b.args.addAll(w.rest());
                case "-l", "--language" -> b.language(w.value());
                case "--entry" -> b.entry = new FilePath(w.value());
                case "--stdin" -> b.stdin = w.value();
                case "--tests" -> b.testFolder = w.value();
                case "--tests-fd" -> b.testsFd = descriptor(w.value());
                case "--exact" -> b.exact = true;
                case "--tolerance" -> b.tolerance = TestOptions.tolerance(w.value());
                case "--until-failure" -> b.untilFailure = true;
                case "--env" -> b.env(w.value());
                case "--cpu" -> b.cpuMs = seconds("cpu", w.value());
                case "--wall" -> b.wallMs = seconds("wall", w.value());
                case "--memory" ->
                    b.memoryBytes = (double)
                            ByteSize.parse("limits.memoryBytes", w.value()).bytes();
                case "--output" ->
                    b.outputBytes = (double)
                            ByteSize.parse("limits.outputBytes", w.value()).bytes();
                case "--isolation" -> b.isolation = isolation(w.value());
                case "--artifacts" -> b.artifacts = w.value();
                case "--files-fd" -> b.filesFd = descriptor(w.value());
                case "--json" -> b.json = true;
                case "--help", "-h" -> b.help = true;
                default -> b.file(word);
            }
        }
        return b.build();
    }

    private static double seconds(String limit, String text) {
        try {
            return Double.parseDouble(text) * 1000;
        } catch (NumberFormatException e) {
            throw new Refused(
                    Rule.NOT_A_NUMBER,
                    "limits." + limit + "Ms",
                    "The limit --" + limit + " is \"" + text + "\", which is no number of seconds.",
                    "Write for example --" + limit + " 2.5.");
        }
    }

    static Isolation isolation(String text) {
        for (Isolation level : Isolation.values()) {
            if (level.wire().equals(text)) {
                return level;
            }
        }
        throw new Refused(
                Rule.ARGUMENT,
                "isolation",
                "There is no isolation level \"" + text + "\".",
                "Write one of fork, warm, exec.");
    }

    private static int descriptor(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refused(
                    Rule.ARGUMENT, "files-fd", "\"" + text + "\" is no file descriptor.", "Write its number.");
        }
    }
}
