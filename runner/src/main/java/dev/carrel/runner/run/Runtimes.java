package dev.carrel.runner.run;

import dev.carrel.protocol.Limits;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each runtime calls itself, asked of the runtime in the sandbox, once for each root: a root never changes, so its
 * answer is kept in a file named for it.
 */
public final class Runtimes {
    private static final Logger LOG = System.getLogger(Runtimes.class.getName());

    private final Sandbox sandbox;
    private final Path folder;
    private final Map<Path, String> known = new ConcurrentHashMap<>();

    public Runtimes(Sandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.folder = folder;
    }

    String of(Language language, Version version, SlotSpec slot) {
        Path file = folder.resolve(slot.root() + "-" + language.id() + "-" + version.number());
        String before = known.get(file);
        if (before != null) {
            return before;
        }
        try {
            boolean kept = Files.isRegularFile(file);
            String name = kept ? Files.readString(file) : ask(version, slot);
            if (!kept) {
                keep(name, file);
            }
            known.put(file, name);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("the runtime's name cannot be read from " + file, e);
        } catch (SandboxException e) {
            throw new IllegalStateException(
                    language.name() + " " + version.number() + " does not tell its version: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for a version", e);
        }
    }

    /** A name that cannot be kept is asked for again by the next process. */
    private void keep(String name, Path file) {
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".new-", "");
            try {
                Files.writeString(unfinished, name);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a runtime's name cannot be kept: " + e);
        }
    }

    private String ask(Version version, SlotSpec spec) throws SandboxException, InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Limits limits = version.run().limits();
        Command command = new Command(
                Profile.RUN,
                version.runtimeCommand(),
                Step.environment(version.run().env(limits.memory()), Map.of()),
                List.of(),
                limits,
                Collect.NOTHING);
        try (Slot slot = sandbox.open(spec)) {
            Ended ended = slot.start(command, (stream, at, octets) -> said.writeBytes(octets))
                    .await();
            if (!(ended.outcome() instanceof Outcome.Exited(int code) && code == 0)) {
                throw new SandboxException(version.runtimeCommand() + " ended with " + ended.outcome() + ": "
                        + said.toString(StandardCharsets.UTF_8));
            }
        }
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }
}
