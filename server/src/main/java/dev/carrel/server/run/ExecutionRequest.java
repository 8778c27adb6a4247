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
import dev.carrel.protocol.Task;
import dev.carrel.protocol.TestInput;
import dev.carrel.server.platform.http.Encoding;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        @Nullable Encoding stdinEncoding,
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
        @Nullable Task task,
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
    record SentTest(
            @Nullable String stdin,
            @Nullable Encoding stdinEncoding,
            @Nullable List<String> args) {
        static SentTest of(TestInput test) {
            return new SentTest(written(test.stdin()), encoding(test.stdin()), test.args());
        }

        TestInput input(int index) {
            return new TestInput(octets(stdin, stdinEncoding, "tests[" + index + "].stdin"), args);
        }
    }

    static ExecutionRequest ofCode(@Nullable String language, String code) {
        return new ExecutionRequest(
                language, null, code, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
    }

    /** What a module asks for that speaks to callers in another form. */
    static ExecutionRequest of(RunRequest run) {
        return new ExecutionRequest(
                run.language(),
                run.version(),
                null,
                run.files().files().stream().map(SentFile::of).toList(),
                run.entry(),
                given(run.input()).map(ExecutionRequest::written).orElse(null),
                given(run.input()).map(ExecutionRequest::encoding).orElse(null),
                run.input() instanceof RunRequest.Input.Live,
                run.input() instanceof RunRequest.Input.Tests tests
                        ? tests.tests().stream().map(SentTest::of).toList()
                        : null,
                run.args(),
                run.env(),
                run.limits(),
                run.compileLimits(),
                run.options().compilerArgs(),
                run.options().runtimeArgs(),
                run.options().network(),
                run.isolation(),
                run.options().task() == Task.RUN ? null : run.options().task(),
                null);
    }

    private static Optional<Bytes> given(RunRequest.Input input) {
        return switch (input) {
            case RunRequest.Input.Given(Bytes octets) -> Optional.of(octets);
            case RunRequest.Input.Live _ -> Optional.empty();
            case RunRequest.Input.Tests _ -> Optional.empty();
        };
    }

    private static String written(Bytes octets) {
        return Encoding.of(octets).text(octets);
    }

    private static @Nullable Encoding encoding(Bytes octets) {
        return octets.isUtf8() ? null : Encoding.base64;
    }

    private static Bytes octets(@Nullable String stdin, @Nullable Encoding encoding, String field) {
        if (stdin == null || encoding != Encoding.base64) {
            return stdin == null ? Bytes.EMPTY : Bytes.ofText(stdin);
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(stdin));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    Rule.ARGUMENT, field, "The input is not base64.", "Encode it, or leave out the encoding for text.");
        }
    }

    ExecutionRequest withLanguage(String other) {
        return new ExecutionRequest(
                other,
                version,
                code,
                files,
                entry,
                stdin,
                stdinEncoding,
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
                task,
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
                new Options(orNone(compilerArgs), orNone(runtimeArgs), network, task == null ? Task.RUN : task));
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
            return new RunRequest.Input.Tests(IntStream.range(0, tests.size())
                    .mapToObj(i -> tests.get(i).input(i))
                    .toList());
        }
        return isLive()
                ? new RunRequest.Input.Live()
                : new RunRequest.Input.Given(octets(stdin, stdinEncoding, "stdin"));
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
