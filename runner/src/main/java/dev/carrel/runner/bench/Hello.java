package dev.carrel.runner.bench;

import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.runner.language.Language;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that greets by a number. No two are the same: a service may answer equal ones by one run.
 *
 * @param before its text up to the number
 * @param after its text from there
 */
public record Hello(String language, String before, String after) {
    public static final Hello PYTHON = new Hello("python", "print('hello', ", ")");
    public static final Hello BASH = new Hello("bash", "echo hello ", "");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int JUDGE0_BASH = 46;
    private static final int JUDGE0_PYTHON = 71;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public static Optional<Hello> in(String language) {
        return Stream.of(PYTHON, BASH)
                .filter(hello -> hello.language.equals(language))
                .findFirst();
    }

    String code(long number) {
        return before + number + after;
    }

    /** A program in the same language that says that it is ready, and waits for somebody to type. */
    String prompt() {
        return language.equals("bash") ? "echo ready; read" : "print('ready', flush=True); input()";
    }

    /** @param level null for the language's usual one */
    RunRequest run(Language here, RunRequest.Input input, long number, @Nullable Isolation level) {
        return new RunRequest(
                language,
                null,
                FileSet.of(FileEntry.ofText(here.sources().entry().value(), code(number))),
                null,
                input,
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                level);
    }

    boolean isIn(RunResult result, long number) {
        return result.run() != null && result.run().stdout().equals("hello " + number + "\n");
    }

    /** Whether the answer of the service, or a part of it, has this output. */
    boolean isIn(String answer, long number) {
        return answer.contains("\"stdout\":\"hello " + number + "\\n\"");
    }

    /** @param path of the service, to run it now or to queue it */
    Question to(String path, long number) {
        return json(path, Map.of("language", language, "code", code(number)));
    }

    /**
     * To run it now, as a client of Piston asks.
     *
     * @param version that the service takes where nobody names one: Piston's clients name one
     */
    Question toPiston(String version, long number) {
        return json(
                "/piston/api/v2/execute",
                Map.of("language", language, "version", version, "files", List.of(Map.of("content", code(number)))));
    }

    /** To run it now, as a client of Judge0 asks. */
    Question toJudge0(long number) {
        return json(
                "/judge0/submissions?wait=true",
                Map.of(
                        "language_id",
                        language.equals("bash") ? JUDGE0_BASH : JUDGE0_PYTHON,
                        "source_code",
                        code(number)));
    }

    static Question json(String path, Map<String, ?> body) {
        return new Question(path, JSON.writeValueAsString(body));
    }

    static HttpRequest.Builder to(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
    }
}
