package dev.carrel.runner.selftest;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Served;
import dev.carrel.sandbox.Network;
import dev.carrel.sandbox.SlotSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the job of a hostile program, exactly as the job of anybody's program is made. */
final class Attack {
    private final Machine machine;
    private final Path folder;
    private final @Nullable Isolation level;
    private int made;

    /** @param level null for each language's own */
    Attack(Machine machine, Path folder, @Nullable Isolation level) {
        this.level = level;
        this.machine = machine;
        this.folder = folder;
    }

    Job job(HostileProgram program) throws IOException {
        Language language = language(program);
        boolean ahead = level != Isolation.EXEC && offered(language); // what has started is there for the usual entry
        FilePath file = ahead ? language.sources().entry() : new FilePath(program.fileName());
        List<FileEntry> files = new ArrayList<>();
        files.add(new FileEntry(file, program.source(), false));
        for (String other : program.words("with")) {
            files.add(new FileEntry(new FilePath(other), Bytes.of(Files.readAllBytes(folder.resolve(other))), false));
        }
        RunRequest request = new RunRequest(
                language.id(),
                program.value("version"),
                new FileSet(files),
                file,
                input(program),
                program.words("args"),
                environment(program),
                limits(program.value("limits")),
                limits(program.value("compile-limits")),
                offered(language) ? level : null);
        made++;
        return Job.of("selftest-" + made, request, served(language, program), Limits.CEILING);
    }

    /** Why the program cannot be run here, its language not being installed; empty when it can. */
    Optional<String> absent(HostileProgram program) {
        try {
            machine.serve(language(program).id(), program.value("version"));
            return Optional.empty();
        } catch (Refused e) {
            if (e.rule() != Rule.LANGUAGE_NOT_INSTALLED) {
                throw e;
            }
            return Optional.of(e.sentence());
        }
    }

    private Language language(HostileProgram program) {
        return machine.catalogue()
                .of(new FilePath(program.fileName()))
                .orElseThrow(() -> new IllegalStateException(program.name() + " is in no known language"));
    }

    /** What must be compiled keeps the name of its file, for which nothing has started ahead. */
    private boolean offered(Language language) {
        return level != null
                && (level == Isolation.EXEC
                        || (language.levels().contains(level)
                                && language.standard().compile() == null));
    }

    /**
     * Whether it can be made at the level that was asked for: what has an environment of its own is executed, and at
     * warm level what has anything of its own.
     */
    boolean applies(HostileProgram program) {
        if (level == null) {
            return true;
        }
        boolean made = switch (level) {
            case EXEC -> true;
            case FORK -> program.value("env") == null;
            case WARM -> Stream.of("env", "args", "limits", "network").allMatch(key -> program.value(key) == null);
        };
        FilePath file = new FilePath(program.fileName());
        return made && machine.catalogue().of(file).filter(this::offered).isPresent();
    }

    /** What is wrong when the result was made at another level than was asked for. */
    List<String> missed(HostileProgram program, RunResult result) {
        if (level != null
                && applies(program)
                && result.engine() instanceof Engine.Server server
                && server.isolation() != level) {
            return List.of("it ran at the level " + server.isolation().wire());
        }
        return List.of();
    }

    private Served served(Language language, HostileProgram program) {
        Served plain = machine.serve(language.id(), program.value("version"));
        if (!"loopback".equals(program.value("network"))) {
            return plain;
        }
        SlotSpec slot =
                new SlotSpec(plain.slot().root(), Network.LOOPBACK, plain.slot().proc());
        return new Served(plain.language(), plain.version(), plain.runtime(), slot);
    }

    private static RunRequest.Input input(HostileProgram program) {
        String text = program.value("stdin");
        return new RunRequest.Input.Given(text == null ? Bytes.EMPTY : Bytes.ofText(text + "\n"));
    }

    private static Map<String, String> environment(HostileProgram program) {
        Map<String, String> env = new HashMap<>();
        for (String word : program.words("env")) {
            String[] pair = word.split("=", 2);
            env.put(pair[0], pair[1]);
        }
        return env;
    }

    /** {@code cpu=2s wall=5s memory=64MB processes=20}. */
    static LimitsRequest limits(@Nullable String text) {
        Map<String, Double> named = new HashMap<>();
        for (String word : text == null ? new String[0] : text.split(" +")) {
            String[] pair = word.split("=", 2);
            named.put(pair[0], number(pair[0], pair[1]));
        }
        LimitsRequest limits = new LimitsRequest(
                named.remove("cpu"),
                named.remove("wall"),
                named.remove("memory"),
                named.remove("output"),
                named.remove("disk"),
                named.remove("file"),
                named.remove("stack"),
                named.remove("files"),
                named.remove("openFiles"),
                named.remove("processes"),
                named.remove("cores"));
        if (!named.isEmpty()) {
            throw new IllegalStateException("no such limit: " + named.keySet());
        }
        return limits;
    }

    private static double number(String limit, String text) {
        return switch (limit) {
            case "cpu", "wall" ->
                text.endsWith("ms")
                        ? Double.parseDouble(text.substring(0, text.length() - 2))
                        : Double.parseDouble(text.substring(0, text.length() - 1)) * 1000;
            case "memory", "output", "disk", "file", "stack" ->
                ByteSize.parse(limit, text).bytes();
            default -> Double.parseDouble(text);
        };
    }
}
