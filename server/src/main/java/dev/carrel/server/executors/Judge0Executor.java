package dev.carrel.server.executors;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Judge0. It is given the program and asked again and again for its end, so that an answer that is lost, or a
 * connection that is closed, loses nothing but time.
 */
final class Judge0Executor implements Executor {
    private static final String ENCODED = "?base64_encoded=true";
    private static final String FIELDS =
            "&fields=status_id,stdout,stderr,compile_output,message,time,wall_time,memory,exit_code,exit_signal";
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LAST_LOOK = Duration.ofMillis(500);
    /** So many answers in a row may be lost. */
    private static final int LOSSES = 5;

    private static final int ACCEPTED = 3;
    private static final int KB = 1024;

    private final Post post;
    private final String service;
    private final Duration patience;

    Judge0Executor(ExecutorConfig.Elsewhere where) {
        this.service = "judge0 at " + where.host();
        this.patience = where.patience();
        this.post = new Post(
                service,
                where.url(),
                where.key().map(key -> Map.of("X-Auth-Token", key)).orElse(Map.of()));
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public String runtime(String theirs) throws Fault, InterruptedException {
        Post.Answer answer = post.get("/languages/" + theirs, ANSWER);
        String name = answer.body().path("name").asString("");
        if (answer.status() != 200 || name.isEmpty()) {
            throw new Fault("The service " + service + " has no language " + theirs + ".");
        }
        return name;
    }

    @Override
    public Optional<Lack> lacks(RunRequest request) {
        if (!request.compileLimits().equals(LimitsRequest.NONE)) {
            return Optional.of(Lack.of("compileLimits"));
        }
        FilePath entry = request.entry();
        return entry == null || entry.value().indexOf('/') < 0
                ? Optional.empty()
                : Optional.of(new Lack("entry", "begins with no file in a folder", "Put the file at the top."));
    }

    @Override
    public Told run(Errand errand) throws Fault, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Post.Answer sent = post.post("/submissions" + ENCODED, body(errand), ANSWER);
        String token = sent.body().path("token").asString("");
        if (sent.status() == 201 && token.matches("[A-Za-z0-9-]{1,64}")) {
            return told(end(token, until));
        }
        if (sent.status() == 400 || sent.status() == 422) {
            return Told.refused(refusal(sent.body()));
        }
        throw post.strange();
    }

    private String refusal(JsonNode body) {
        String fields = body.properties().stream()
                .map(field -> field.getKey() + " "
                        + (field.getValue().isArray()
                                ? field.getValue().path(0).asString("")
                                : field.getValue().asString("")))
                .collect(Collectors.joining("; "));
        return "The service " + service + " refuses it: " + fields;
    }

    private JsonNode end(String token, long until) throws Fault, InterruptedException {
        Duration pause = FIRST_LOOK;
        int lost = 0;
        while (System.nanoTime() < until) {
            Thread.sleep(pause);
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : pause;
            try {
                Post.Answer answer = post.get("/submissions/" + token + ENCODED + FIELDS, ANSWER);
                int status = answer.body().path("status_id").asInt(0);
                if (answer.status() != 200 || status < 1) {
                    throw post.strange();
                }
                if (status >= ACCEPTED) {
                    return answer.body();
                }
                lost = 0;
            } catch (Fault e) {
                if (++lost == LOSSES) {
                    throw e;
                }
            }
        }
        throw new Fault("The service " + service + " has not ended the run within " + patience.toSeconds() + " s.");
    }

    private static Map<String, Object> body(Errand errand) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("language_id", Integer.parseInt(errand.theirs()));
        body.put("source_code", errand.main().content().base64());
        body.put("stdin", errand.stdin().base64());
        if (!errand.others().isEmpty()) {
            body.put("additional_files", zip(errand.others()));
        }
        if (!errand.args().isEmpty()) {
            body.put("command_line_arguments", words(errand.args()));
        }
        if (!errand.compilerArgs().isEmpty()) {
            body.put("compiler_options", words(errand.compilerArgs()));
        }
        LimitsRequest limits = errand.limits();
        put(body, "cpu_time_limit", limits.cpuMs(), 1000);
        put(body, "wall_time_limit", limits.wallMs(), 1000);
        put(body, "memory_limit", whole(limits.memoryBytes(), KB), 1);
        put(body, "stack_limit", whole(limits.stackBytes(), KB), 1);
        put(body, "max_file_size", whole(limits.fileBytes(), KB), 1);
        put(body, "max_processes_and_or_threads", limits.processes(), 1);
        return body;
    }

    private static @Nullable Double whole(@Nullable Double value, double unit) {
        return value == null ? null : (Double) Math.rint(value / unit);
    }

    private static void put(Map<String, Object> body, String name, @Nullable Double value, double unit) {
        if (value != null) {
            double told = value / unit;
            body.put(name, told == Math.rint(told) ? (Object) (long) told : (Object) told);
        }
    }

    /** As a shell reads them. */
    private static String words(List<String> args) {
        StringJoiner all = new StringJoiner(" ");
        args.forEach(arg -> all.add("'" + arg.replace("'", "'\\''") + "'"));
        return all.toString();
    }

    private static String zip(List<FileEntry> files) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            for (FileEntry file : files) {
                zip.putNextEntry(new ZipEntry(file.path().value()));
                zip.write(file.content().toArray());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    private Told told(JsonNode end) throws Fault {
        Bytes compiler = octets(end, "compile_output");
        Status status = status(end.path("status_id").asInt());
        if (status == Status.INTERNAL_ERROR) {
            throw new Fault("The service " + service + " has failed at the run: "
                    + octets(end, "message").text().strip());
        }
        Stages.End told = new Stages.End(status, number(end, "exit_code"), number(end, "exit_signal"));
        if (status == Status.COMPILE_ERROR) {
            return new Told(
                    status, Stages.sentence(told), Stages.of(told, Bytes.EMPTY, compiler, Stages.Use.NONE), null);
        }
        Stages.Use use = new Stages.Use(
                end.path("time").asDouble(0),
                end.path("wall_time").asDouble(0),
                Math.round(end.path("memory").asDouble(0) * KB));
        return new Told(
                status,
                Stages.sentence(told),
                compiler.size() == 0
                        ? null
                        : Stages.of(new Stages.End(Status.OK, 0, null), Bytes.EMPTY, compiler, Stages.Use.NONE),
                Stages.of(told, octets(end, "stdout"), octets(end, "stderr"), use));
    }

    /** By Judge0's numbers; whether the output is right is not its business here. */
    private static Status status(int id) {
        return switch (id) {
            case 3, 4 -> Status.OK;
            case 5 -> Status.TIME_LIMIT;
            case 6 -> Status.COMPILE_ERROR;
            case 8 -> Status.OUTPUT_LIMIT;
            case 7, 9, 10, 11, 12, 14 -> Status.RUNTIME_ERROR;
            default -> Status.INTERNAL_ERROR;
        };
    }

    private static @Nullable Integer number(JsonNode end, String name) {
        return end.path(name).isNumber() ? (Integer) end.path(name).asInt() : null;
    }

    private Bytes octets(JsonNode end, String name) throws Fault {
        try {
            return Bytes.of(Base64.getMimeDecoder().decode(end.path(name).asString("")));
        } catch (IllegalArgumentException e) {
            throw post.strange();
        }
    }
}
