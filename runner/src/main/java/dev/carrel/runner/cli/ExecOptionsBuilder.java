package dev.carrel.runner.cli;

import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers {@link ExecOptions} while the words are read. */
final class ExecOptionsBuilder {
    private @Nullable String language;
    private @Nullable String version;
    private final List<String> files = new ArrayList<>();
    private final Map<String, String> env = new LinkedHashMap<>();
    final List<String> args = new ArrayList<>();

    @Nullable
    FilePath entry;

    @Nullable
    String stdin;

    @Nullable
    Double cpuMs;

    @Nullable
    Double wallMs;

    @Nullable
    Double memoryBytes;

    @Nullable
    Double outputBytes;

    @Nullable
    Isolation isolation;

    @Nullable
    String artifacts;

    @Nullable
    Integer filesFd;

    @Nullable
    String testFolder;

    @Nullable
    Integer testsFd;

    @Nullable
    Double tolerance;

    boolean exact;
    boolean untilFailure;
    boolean json;
    boolean help;

    void language(String text) {
        int at = text.indexOf('@');
        language = at < 0 ? text : text.substring(0, at);
        version = at < 0 ? null : text.substring(at + 1);
    }

    void env(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new Refused(
                    Rule.ENVIRONMENT,
                    "env",
                    "The environment variable \"" + text + "\" has no value.",
                    "Write --env NAME=VALUE.");
        }
        env.put(text.substring(0, equals), text.substring(equals + 1));
    }

    void file(String word) {
        if (word.startsWith("-") && word.length() > 1) {
            throw new Refused(
                    Rule.ARGUMENT,
                    word,
                    "There is no option " + word + ".",
                    "See carrel exec --help; the program's own arguments stand after --.");
        }
        files.add(word);
    }

    ExecOptions build() {
        if (files.isEmpty() && !help) {
            throw new Refused(Rule.FILES_NONE, "files", "There is no file to run.", "Name one: carrel exec hello.py.");
        }
        LimitsRequest limits =
                new LimitsRequest(cpuMs, wallMs, memoryBytes, outputBytes, null, null, null, null, null, null, null);
        return new ExecOptions(
                language, version, files, args, entry, stdin, env, limits, isolation, artifacts, filesFd, tests(), json,
                help);
    }

    private @Nullable TestOptions tests() {
        if (testFolder == null) {
            if (exact || untilFailure || tolerance != null) {
                throw new Refused(
                        Rule.ARGUMENT,
                        "tests",
                        "There are no tests for --exact, --tolerance or --until-failure.",
                        "Name their folder: --tests DIR.");
            }
            return null;
        }
        if (stdin != null || artifacts != null || (exact && tolerance != null)) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "tests",
                    "--tests does not go with --stdin or --artifacts, nor --exact with --tolerance.",
                    "Leave one of them out.");
        }
        return new TestOptions(testFolder, testsFd, exact, tolerance, untilFailure);
    }
}
