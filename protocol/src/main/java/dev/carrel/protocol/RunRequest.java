package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to be run. Once built, everything that needs no language to judge is in order.
 *
 * @param version null for the language's default
 * @param entry null for the language's own entry name, or for the only file
 * @param isolation null for the best level that is served
 */
public record RunRequest(
        String language,
        @Nullable String version,
        FileSet files,
        @Nullable FilePath entry,
        Input input,
        List<String> args,
        Map<String, String> env,
        LimitsRequest limits,
        LimitsRequest compileLimits,
        @Nullable Isolation isolation,
        Options options) {
    private static final int MAX_ARGS = 256;
    private static final int MAX_VARIABLES = 64;
    private static final int MAX_ONE = 32_768;
    private static final int MAX_ALL = 49_152;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** What the program reads from its standard input. */
    public sealed interface Input {
        /** All of it, known before. */
        record Given(Bytes bytes) implements Input {
            public static final int MAX_BYTES = 10 << 20;

            public Given {
                if (bytes.size() > MAX_BYTES) {
                    throw new Refused(
                            Rule.STDIN_TOO_LARGE,
                            "stdin",
                            "The input has " + bytes.size() + " bytes, more than the " + MAX_BYTES
                                    + " that one run reads.",
                            "Give less input.");
                }
            }
        }

        /**
         * One input a test: the program is compiled once and run once for each.
         *
         * @param untilFailure whether no test counts that comes after the first that failed
         * @param checker of those tests that are {@link Expected.Checked}; null where none is
         */
        record Tests(
                List<TestInput> tests,
                boolean untilFailure,
                @Nullable Checker checker) implements Input {
            public static final int MAX_TESTS = 100;

            public Tests(List<TestInput> tests) {
                this(tests, false);
            }

            public Tests(List<TestInput> tests, boolean untilFailure) {
                this(tests, untilFailure, null);
            }

            public Tests {
                tests = List.copyOf(tests);
                if (tests.isEmpty() || tests.size() > MAX_TESTS) {
                    throw new Refused(
                            Rule.TESTS_TOO_MANY,
                            "tests",
                            "There are " + tests.size() + " tests; one run has 1 to " + MAX_TESTS + ".",
                            "Send between 1 and " + MAX_TESTS + ", or leave the field out.");
                }
                long all = tests.stream().mapToLong(test -> test.stdin().size()).sum();
                if (all > Given.MAX_BYTES) {
                    throw new Refused(
                            Rule.STDIN_TOO_LARGE,
                            "tests",
                            "The inputs of the tests have " + all + " bytes together, more than the " + Given.MAX_BYTES
                                    + " that one run reads.",
                            "Give less input.");
                }
                if (checker == null && tests.stream().anyMatch(test -> test.expected() instanceof Expected.Checked)) {
                    throw new Refused(
                            Rule.ARGUMENT,
                            "tests.checker",
                            "There are tests for a checker, and there is no checker.",
                            "Send it, or say how the answers are compared.");
                }
            }
        }

        /** Sent while it runs. */
        record Live() implements Input {}
    }

    /** Of a caller who leaves the language as it is. */
    public RunRequest(
            String language,
            @Nullable String version,
            FileSet files,
            @Nullable FilePath entry,
            Input input,
            List<String> args,
            Map<String, String> env,
            LimitsRequest limits,
            LimitsRequest compileLimits,
            @Nullable Isolation isolation) {
        this(language, version, files, entry, input, args, env, limits, compileLimits, isolation, Options.NONE);
    }

    public RunRequest {
        Objects.requireNonNull(language);
        Objects.requireNonNull(input);
        if (files.files().isEmpty()) {
            throw new Refused(Rule.FILES_NONE, "files", "There is no file to run.", "Send at least one source file.");
        }
        args = List.copyOf(args);
        env = Map.copyOf(env);
        checkArguments("args", args);
        checkTests(input);
        checkVariables(env);
    }

    /** Refuses limits above the most that this caller may ask for. */
    public void checkUnder(Limits ceiling) {
        checkUnder(ceiling, "limits", limits);
        checkUnder(ceiling, "compileLimits", compileLimits);
        if (input instanceof Input.Tests(var tests, boolean _, var _)) {
            for (int i = 0; i < tests.size(); i++) {
                checkUnder(ceiling, "tests[" + i + "].limits", tests.get(i).limits());
            }
        }
    }

    private static void checkUnder(Limits ceiling, String name, LimitsRequest limits) {
        try {
            limits.checkUnder(ceiling);
        } catch (Refused e) {
            throw e.at(e.field().replace("limits", name));
        }
    }

    private static void checkTests(Input input) {
        if (input instanceof Input.Tests(var tests, boolean _, Checker _)) {
            for (int i = 0; i < tests.size(); i++) {
                List<String> own = tests.get(i).args();
                if (own != null) {
                    checkArguments("tests[" + i + "].args", own);
                }
            }
        }
    }

    /** The program that judges this run's tests; null where none does. */
    @JsonIgnore
    public @Nullable Checker checker() {
        return input instanceof Input.Tests(var _, boolean _, Checker checker) ? checker : null;
    }

    static void checkArguments(String field, List<String> args) {
        if (args.size() > MAX_ARGS) {
            throw wrongArgument(field, args.size() + " arguments are more than " + MAX_ARGS);
        }
        long all = 0;
        for (String arg : args) {
            all += checkedSize(field, arg, "An argument");
        }
        if (all > MAX_ALL) {
            throw wrongArgument(field, "The arguments have " + all + " bytes together, more than " + MAX_ALL);
        }
    }

    private static Refused wrongArgument(String field, String what) {
        return new Refused(Rule.ARGUMENT, field, what + ".", "Pass less, or pass it as a file or as input.");
    }

    private static int checkedSize(String field, String arg, String what) {
        int size = arg.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_ONE) {
            throw wrongArgument(field, what + " has " + size + " bytes, more than " + MAX_ONE);
        }
        if (arg.indexOf('\0') >= 0) {
            throw new Refused(Rule.ARGUMENT, field, what + " holds the character NUL.", "Leave it out.");
        }
        return size;
    }

    private static void checkVariables(Map<String, String> env) {
        if (env.size() > MAX_VARIABLES) {
            throw wrongVariable(env.size() + " environment variables are more than " + MAX_VARIABLES);
        }
        long all = 0;
        for (Map.Entry<String, String> variable : env.entrySet()) {
            if (!VARIABLE.matcher(variable.getKey()).matches()) {
                throw wrongVariable("An environment variable has a name that is not letters, digits and _, 64 at most");
            }
            all += checkedSize("env", variable.getValue(), "The environment variable " + variable.getKey());
        }
        if (all > MAX_ALL) {
            throw wrongVariable("The environment has " + all + " bytes together, more than " + MAX_ALL);
        }
    }

    private static Refused wrongVariable(String what) {
        return new Refused(Rule.ENVIRONMENT, "env", what + ".", "Write NAME=VALUE, and not too many.");
    }
}
