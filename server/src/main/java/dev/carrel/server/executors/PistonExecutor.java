package dev.carrel.server.executors;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Piston: one question, answered when the run is over. */
final class PistonExecutor implements Executor {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final double MS = 1000;

    private final Post post;
    private final String service;
    private final Duration patience;

    PistonExecutor(ExecutorConfig.Elsewhere where) {
        this.service = "piston at " + where.host();
        this.patience = where.patience();
        this.post = new Post(
                service,
                where.url(),
                where.key().map(key -> Map.of("Authorization", key)).orElse(Map.of()));
    }

    @Override
    public String service() {
        return service;
    }

    private static String language(String theirs) {
        return theirs.split("@", 2)[0];
    }

    private static String version(String theirs) {
        return theirs.contains("@") ? theirs.split("@", 2)[1] : "*";
    }

    /** Which of its versions a selector means it alone knows; a language of that name it must have. */
    @Override
    public String runtime(String theirs) throws Fault, InterruptedException {
        Post.Answer answer = post.get("/runtimes", ANSWER);
        String language = language(theirs);
        if (answer.status() != 200 || !answer.body().isArray()) {
            throw post.strange();
        }
        return answer.body()
                .valueStream()
                .filter(one -> one.path("language").asString("").equals(language)
                        || one.path("aliases")
                                .valueStream()
                                .anyMatch(alias -> alias.asString("").equals(language)))
                .map(one -> one.path("version").asString(""))
                .filter(version ->
                        version(theirs).equals(version) || !version(theirs).matches("[0-9]+\\.[0-9]+\\.[0-9]+"))
                .findFirst()
                .map(version -> language + " " + version)
                .orElseThrow(() -> new Fault("The service " + service + " has no language " + theirs + "."));
    }

    @Override
    public Optional<Lack> lacks(RunRequest request) {
        if (!request.options().compilerArgs().isEmpty()) {
            return Optional.of(Lack.of("compilerArgs"));
        }
        return switch (request.input()) {
            case RunRequest.Input.Given(Bytes octets) when !octets.isUtf8() -> text("stdin");
            case RunRequest.Input.Tests(var tests, boolean _, var _)
            when tests.stream().anyMatch(test -> !test.stdin().isUtf8()) -> text("tests");
            case RunRequest.Input.Given _, RunRequest.Input.Tests _, RunRequest.Input.Live _ -> Optional.empty();
        };
    }

    private static Optional<Lack> text(String field) {
        return Optional.of(new Lack(field, "takes input as UTF-8 alone, not as octets", "Send text."));
    }

    @Override
    public Told run(Errand errand) throws Fault, InterruptedException {
        if (!errand.main().content().isUtf8()) {
            return Told.refused("The service " + service + " takes no program that is not UTF-8: "
                    + errand.main().path() + ".");
        }
        Post.Answer answer = post.post("/execute", body(errand), patience);
        JsonNode body = answer.body();
        if (answer.status() == 400) {
            return Told.refused("The service " + service + " refuses it: "
                    + body.path("message").asString("it does not say why"));
        }
        if (answer.status() != 200 || !body.path("run").isObject()) {
            throw post.strange();
        }
        Stage compile = body.path("compile").isObject() ? stage(body.path("compile"), true) : null;
        if (compile != null && compile.status() != Status.OK) {
            return new Told(compile.status(), sentence(compile), compile, null);
        }
        Stage run = stage(body.path("run"), false);
        return new Told(run.status(), sentence(run), compile, run);
    }

    private static Map<String, Object> body(Errand errand) {
        List<Map<String, String>> files = new ArrayList<>(List.of(file(errand.main())));
        errand.others().forEach(one -> files.add(file(one)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("language", language(errand.theirs()));
        body.put("version", version(errand.theirs()));
        body.put("files", files);
        body.put("stdin", errand.stdin().text());
        body.put("args", errand.args());
        limits(body, "run", errand.limits());
        limits(body, "compile", errand.compileLimits());
        return body;
    }

    private static void limits(Map<String, Object> body, String stage, LimitsRequest limits) {
        put(body, stage + "_timeout", limits.wallMs());
        put(body, stage + "_cpu_time", limits.cpuMs());
        put(body, stage + "_memory_limit", limits.memoryBytes());
    }

    private static void put(Map<String, Object> body, String name, @Nullable Double value) {
        if (value != null) {
            body.put(name, Math.round(value));
        }
    }

    private static Map<String, String> file(FileEntry file) {
        boolean text = file.content().isUtf8();
        return Map.of(
                "name",
                file.path().value(),
                "content",
                text ? file.content().text() : file.content().base64(),
                "encoding",
                text ? "utf8" : "base64");
    }

    private Stage stage(JsonNode told, boolean compiler) throws Fault {
        Integer code =
                told.path("code").isNumber() ? (Integer) told.path("code").asInt() : null;
        String signal = told.path("signal").asString("");
        Status status = status(told.path("status").asString(""), code, signal, compiler);
        if (status == Status.INTERNAL_ERROR) {
            throw new Fault("The service " + service + " has failed at the run: "
                    + told.path("message").asString("it does not say why"));
        }
        return Stages.of(
                new Stages.End(status, code, number(signal)),
                Bytes.ofText(told.path("stdout").asString("")),
                Bytes.ofText(told.path("stderr").asString("")),
                new Stages.Use(
                        told.path("cpu_time").asDouble(0) / MS,
                        told.path("wall_time").asDouble(0) / MS,
                        told.path("memory").asLong(0)));
    }

    /** A Piston of before 3.1.1 has no status: there the code or the signal says all there is. */
    private static Status status(String told, @Nullable Integer code, String signal, boolean compiler) {
        return switch (told) {
            case "TO" -> Status.TIME_LIMIT;
            case "OL", "EL" -> Status.OUTPUT_LIMIT;
            case "XX" -> Status.INTERNAL_ERROR;
            default -> {
                boolean well = signal.isEmpty() && code != null && code == 0;
                yield well ? Status.OK : compiler ? Status.COMPILE_ERROR : Status.RUNTIME_ERROR;
            }
        };
    }

    private static @Nullable Integer number(String signal) {
        return switch (signal) {
            case "SIGILL" -> 4;
            case "SIGABRT" -> 6;
            case "SIGFPE" -> 8;
            case "SIGKILL" -> 9;
            case "SIGSEGV" -> 11;
            case "SIGTERM" -> 15;
            default -> null;
        };
    }

    private static String sentence(Stage stage) {
        return Stages.sentence(new Stages.End(stage.status(), stage.exitCode(), stage.signal()));
    }
}
