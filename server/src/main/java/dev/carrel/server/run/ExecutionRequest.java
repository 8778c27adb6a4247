package dev.carrel.server.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.NetworkRequest;
import dev.carrel.protocol.Options;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.TestInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What somebody sends to have something run; once it has become a {@link RunRequest}, it is in order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExecutionRequest(
        @Nullable String language,
        @Nullable String version,
        @Nullable String code,
        @Nullable List<SentFile> files,
        @Nullable FilePath entry,
        @Nullable String stdin,
        @Nullable Boolean liveStdin,
        @Nullable List<SentTest> tests,
        @Nullable List<String> args,
        @Nullable Map<String, String> env,
        @Nullable LimitsRequest limits,
        @Nullable LimitsRequest compileLimits,
        @Nullable List<String> compilerArgs,
        @Nullable List<String> runtimeArgs,
        @Nullable NetworkRequest network,
        @Nullable Isolation isolation,
        @Nullable String idempotencyKey) {
    static final String LANGUAGE = "python";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    /**
     * Somebody who types needs more time than a program that computes; its processor time is bounded as any other's.
     */
    private static final Duration TYPING = Duration.ofMinutes(1);

    ExecutionRequest {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw new Refused(
                    Rule.IDEMPOTENCY_KEY,
                    "idempotencyKey",
                    "The key is not 1 to 200 visible ASCII characters.",
                    "Use a random UUID.");
        }
    }

    /** One test: what the program reads, and its arguments where they are not those of the request. */
    record SentTest(@Nullable String stdin, @Nullable List<String> args) {
        TestInput input() {
            return new TestInput(stdin == null ? Bytes.EMPTY : Bytes.ofText(stdin), args);
        }
    }

    static ExecutionRequest ofCode(@Nullable String language, String code) {
        return new ExecutionRequest(
                language, null, code, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    ExecutionRequest withLanguage(String other) {
        return new ExecutionRequest(
                other,
                version,
                code,
                files,
                entry,
                stdin,
                liveStdin,
                tests,
                args,
                env,
                limits,
                compileLimits,
                compilerArgs,
                runtimeArgs,
                network,
                isolation,
                idempotencyKey);
    }

    @JsonIgnore
    String languageOrDefault() {
        return language == null ? LANGUAGE : language;
    }

    /** Whether somebody will type while it runs. */
    @JsonIgnore
    boolean isLive() {
        return Boolean.TRUE.equals(liveStdin);
    }

    /** @param entryName the name that bare code gets in its language */
    RunRequest toRun(FilePath entryName) {
        return new RunRequest(
                languageOrDefault(),
                version,
                fileSet(entryName),
                entry,
                input(),
                orNone(args),
                env == null ? Map.of() : env,
                runLimits(),
                compileLimits == null ? LimitsRequest.NONE : compileLimits,
                isolation,
                new Options(orNone(compilerArgs), orNone(runtimeArgs), network));
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private RunRequest.Input input() {
        int ways = (stdin == null ? 0 : 1) + (tests == null ? 0 : 1) + (isLive() ? 1 : 0);
        if (ways > 1) {
            throw new Refused(
                    Rule.ARGUMENT,
                    tests == null ? "liveStdin" : "tests",
                    "The program's input is given in more than one way.",
                    "Send one of stdin, tests and liveStdin.");
        }
        if (tests != null) {
            return new RunRequest.Input.Tests(
                    tests.stream().map(SentTest::input).toList());
        }
        return isLive()
                ? new RunRequest.Input.Live()
                : new RunRequest.Input.Given(stdin == null ? Bytes.EMPTY : Bytes.ofText(stdin));
    }

    private LimitsRequest runLimits() {
        LimitsRequest named = limits == null ? LimitsRequest.NONE : limits;
        return isLive() && named.wallMs() == null ? named.withWall(TYPING) : named;
    }

    private FileSet fileSet(FilePath entryName) {
        if (code != null && files != null) {
            throw new Refused(
                    Rule.ARGUMENT, "code", "There is code and there are files.", "Send the one or the other.");
        }
        if (code != null) {
            return FileSet.of(new FileEntry(entryName, Bytes.ofText(code), false));
        }
        List<SentFile> sent = files == null ? List.of() : files;
        return new FileSet(IntStream.range(0, sent.size())
                .mapToObj(i -> sent.get(i).entry(i))
                .toList());
    }
}
