package dev.carrel.runner.serve;

import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Examples;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Served;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A language's own sample, run as anybody's program. That it came out right is remembered for this root, this box and
 * this boot, so that a runner that starts anew is there at once.
 */
public final class Sample {
    private static final Logger LOG = System.getLogger(Sample.class.getName());
    /** A busy machine at its start is no reason to refuse a language for the rest of the day. */
    private static final int TRIES = 2;

    private static final Duration BETWEEN = Duration.ofMillis(300);
    /** The language's own limits, but for the clock: whether it works is not told by how long the machine takes. */
    private static final LimitsRequest NO_HURRY =
            new LimitsRequest(null, 60_000.0, null, null, null, null, null, null, null, null, null);

    private final Runner runner;
    private final Path remembered;
    private final String now;

    /**
     * @param remembered the folder of what came out right
     * @param now names the box and the boot that the memory is good for
     */
    public Sample(Runner runner, Path remembered, String now) {
        this.runner = runner;
        this.remembered = remembered;
        this.now = now;
    }

    /** What is wrong with the language; nothing when its sample gives its output. */
    Optional<String> trouble(Served served) {
        Path file = remembered.resolve(served.slot().root() + "-"
                + served.language().id() + "-" + served.version().number() + "-" + now);
        if (Files.exists(file)) {
            return Optional.empty();
        }
        Optional<String> trouble = Optional.empty();
        for (int tries = 0; tries < TRIES; tries++) {
            if (tries > 0) {
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            trouble = run(served);
            if (trouble.isEmpty()) {
                remember(file);
                return trouble;
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            return trouble; // its station is over
        }
        LOG.log(Level.WARNING, served.language().id() + "@" + served.version().number() + ": " + trouble.get());
        return trouble;
    }

    private void remember(Path file) {
        try {
            Files.createDirectories(remembered);
            Files.writeString(file, "");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "not remembered: " + file, e); // it works all the same
        }
    }

    private Optional<String> run(Served served) {
        Language language = served.language();
        Examples.Sample sample = language.examples().sample();
        RunRequest request = new RunRequest(
                language.id(),
                served.version().number(),
                FileSet.of(new FileEntry(language.sources().entry(), sample.code(), false)),
                null,
                new RunRequest.Input.Given(sample.stdin()),
                List.of(),
                Map.of(),
                NO_HURRY,
                NO_HURRY,
                null);
        try {
            RunResult result = runner.start(
                            Job.of("check", request, served, Limits.CEILING), ArtifactStore.IN_RESULT, event -> {})
                    .await();
            if (result.status() != Status.OK) {
                return Optional.of("its sample ended with " + result.status().wire() + ": " + result.message());
            }
            boolean right = result.run() != null && result.run().stdoutBytes().equals(sample.stdout());
            return right ? Optional.empty() : Optional.of("its sample did not print what it should");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("its check was interrupted");
        }
    }
}
