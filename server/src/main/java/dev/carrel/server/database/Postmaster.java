package dev.carrel.server.database;

import dev.carrel.server.platform.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of PostgreSQL on one folder of data.
 *
 * <p>Java cannot ask the kernel to kill a child when its parent dies, so after a kill -9 of this process its PostgreSQL
 * lives on. The next start ends it before its own: the caller holds the folder's lock, hence whatever still runs there
 * is nobody's. Every process of PostgreSQL has the folder of data as its working directory, which is how they are found
 * even when the file that names the first of them is gone or names a stranger.
 */
final class Postmaster {
    private static final String PID = "postmaster.pid";
    private static final int PORT_LINE = 3;
    private static final Duration ORDERLY = Duration.ofSeconds(20);
    private static final Duration CHILDREN = Duration.ofSeconds(10);

    private final Binaries binaries;
    private final Path data;
    private final Path log;

    Postmaster(Binaries binaries, Path data, Path log) {
        this.binaries = binaries;
        this.data = data;
        this.log = log;
    }

    /** Where the one that runs on this folder listens, by its own word. */
    static int port(Path data) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve(PID));
        String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE) : "";
        if (!port.matches("[0-9]{1,5}")) {
            throw new NoSuchFileException("the port in " + PID);
        }
        return Integer.parseInt(port);
    }

    Process start(int port) throws IOException {
        return command(
                        "postgres",
                        "-D",
                        data.toString(),
                        "-c",
                        "port=" + port,
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "full_page_writes=on",
                        "-c",
                        "max_connections=60",
                        "-c",
                        "shared_buffers=64MB",
                        "-c",
                        "jit=off",
                        "-c",
                        "timezone=UTC",
                        "-c",
                        "log_timezone=UTC",
                        "-c",
                        "log_min_messages=warning",
                        "-c",
                        "log_error_verbosity=terse", // what follows an error's first line quotes rows
                        "-c",
                        "log_min_error_statement=panic")
                .start();
    }

    void init(Path password) throws IOException, InterruptedException {
        Process process = command(
                        "initdb",
                        "-D",
                        data.toString(),
                        "-U",
                        "carrel",
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums")
                .start();
        if (process.waitFor() != 0) {
            throw new StartException("The embedded PostgreSQL could not be set up; its own words: " + log);
        }
    }

    /** In order; by force when that does not work. Either way what was committed is there at the next start. */
    void stop() throws IOException, InterruptedException {
        if (!ended("fast") && !ended("immediate")) {
            here().forEach(ProcessHandle::destroyForcibly);
        }
        await(CHILDREN);
    }

    /** Ends what an earlier process of ours left running here. Returns when nothing is left. */
    void endLeftovers() throws IOException, InterruptedException {
        if (here().isEmpty()) {
            Files.deleteIfExists(data.resolve(PID));
            return;
        }
        if (Files.exists(data.resolve(PID))) {
            ended("fast");
        }
        if (!await(CHILDREN)) {
            here().forEach(ProcessHandle::destroyForcibly);
        }
        if (!await(CHILDREN)) {
            throw new StartException("An earlier PostgreSQL still runs on " + data + " and cannot be ended.");
        }
        Files.deleteIfExists(data.resolve(PID));
    }

    private boolean ended(String mode) throws IOException, InterruptedException {
        Process process = command(
                        "pg_ctl", "stop", "-D", data.toString(), "-m", mode, "-w", "-t", "" + ORDERLY.toSeconds())
                .start();
        return process.waitFor(ORDERLY.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }

    private boolean await(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!here().isEmpty()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    private List<ProcessHandle> here() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            Path real = data.toRealPath();
            return all.filter(process -> isAt(process, real)).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A process of another user does not tell where it is; ours do. */
    private static boolean isAt(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private ProcessBuilder command(String program, String... words) {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of(binaries.program(program)), Stream.of(words))
                        .toList());
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder;
    }
}
