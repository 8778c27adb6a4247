package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The whole service under a box of its own, so that each of its processes can be killed. Like a supervisor of services,
 * it starts what has ended again, at once and at the same port.
 */
final class WholeService implements AutoCloseable {
    private static final int PATIENCE_S = 90;

    private final Path folder;
    private final int port = Children.freePort();
    private volatile Process box;
    private volatile boolean closing;

    WholeService() throws IOException {
        Path data = Path.of(known(System.getProperty("carrel.data")));
        folder = Files.createTempDirectory(data.resolve("cache"), "whole-service-");
        for (String name : List.of("cache", "roots", "run")) {
            Files.createDirectory(folder.resolve(name));
        }
        link(data.resolve("roots"), "bash-", "gcc-");
        box = start();
        Thread.ofVirtual().start(this::keep);
    }

    private void keep() {
        try {
            for (box.waitFor(); !closing; box.waitFor()) {
                box = start();
            }
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String known(String value) {
        assertNotNull(value, "run ./carrel test");
        return value;
    }

    /** Of all languages only these, or the checks of the others would take the processor at every start. */
    private void link(Path roots, String... names) throws IOException {
        List<String> words = new ArrayList<>(List.of("cp", "-al"));
        try (Stream<Path> all = Files.list(roots)) {
            all.filter(root -> Stream.of(names).anyMatch(root.getFileName().toString()::startsWith))
                    .forEach(root -> words.add(root.toString()));
        }
        words.add(folder.resolve("roots").toString());
        done(words);
    }

    private static void done(List<String> words) throws IOException {
        assertEquals(
                0, new ProcessBuilder(words).inheritIO().start().onExit().join().exitValue(), words.toString());
    }

    private Process start() throws IOException {
        List<String> words = new ArrayList<>(List.of(
                known(System.getenv("CARREL_TEST_BOX")),
                "serve",
                "--roots",
                folder.resolve("roots").toString(),
                "--run",
                folder.resolve("run").toString(),
                "--single-tenant",
                "--"));
        words.addAll(Children.command());
        words.addAll(List.of(
                "--role=both",
                "--home=" + System.getProperty("carrel.home", ".."),
                "--data=" + folder,
                "--http.port=" + port,
                "--runner.interactive=3",
                "--log.format=ecs",
                "--compat.judge0.callback-allow=127.0.0.1",
                "--compat.judge0.callback-timeout=10s",
                "--run.lease=2s",
                "--run.patience=10min"));
        ProcessBuilder builder = new ProcessBuilder(words);
        String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        return builder.start();
    }

    Caller caller() {
        return new Caller(port);
    }

    /** What it has said since its first start. */
    List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("log"));
    }

    void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!isReady()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not ready after " + PATIENCE_S + " s: " + log());
            }
            Thread.sleep(20);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return caller().get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills it as the kernel's own killer does, as soon as there is one. */
    void kill(Victim victim) throws InterruptedException {
        for (int tries = 0; !isKilled(victim); tries++) {
            assertTrue(tries < 1000, "there is no " + victim);
            Thread.sleep(5);
        }
    }

    private boolean isKilled(Victim victim) {
        return switch (victim) {
            case BOX -> box.toHandle().destroyForcibly();
            case SLOT ->
                box.children()
                        .filter(process -> !isJava(process))
                        .max(Comparator.comparingLong(
                                process -> process.descendants().count()))
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
            case SERVER -> server().map(ProcessHandle::destroyForcibly).orElse(false);
            case POSTMASTER -> postmaster().map(ProcessHandle::destroyForcibly).orElse(false);
            case BACKEND ->
                postmaster()
                        .flatMap(all ->
                                one(all.children(), process -> words(process).contains("127.0.0.1(")))
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
        };
    }

    enum Victim {
        BOX,
        /** Of one that is in use, the part that watches it. */
        SLOT,
        SERVER,
        POSTMASTER,
        BACKEND
    }

    private Optional<ProcessHandle> server() {
        return one(box.children(), WholeService::isJava);
    }

    private Optional<ProcessHandle> postmaster() {
        return server().flatMap(
                        java -> one(java.children(), process -> words(process).contains("postgres")));
    }

    private static boolean isJava(ProcessHandle process) {
        return words(process).split("\0", 2)[0].endsWith("/java");
    }

    private static Optional<ProcessHandle> one(Stream<ProcessHandle> all, Predicate<ProcessHandle> which) {
        return all.filter(which).findFirst();
    }

    /** As the kernel shows it; nothing for a process that has gone or hides it. */
    private static String words(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** One number of its database. */
    long ask(String query) throws IOException, SQLException {
        Path database = folder.resolve("database");
        Properties login = new Properties();
        login.setProperty("user", "carrel");
        login.setProperty(
                "password", Files.readString(database.resolve("password")).strip());
        try (Stream<Path> below = Files.list(database)) {
            Path data = below.filter(one -> Files.exists(one.resolve("postmaster.pid")))
                    .findFirst()
                    .orElseThrow();
            String at = Files.readAllLines(data.resolve("postmaster.pid")).get(3);
            try (Connection connection =
                            DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + at + "/postgres", login);
                    var answer = connection.createStatement().executeQuery(query)) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        server().ifPresent(ProcessHandle::destroy);
        try {
            box.onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        } finally {
            Stream.concat(box.descendants(), Stream.of(box.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
        done(List.of("rm", "-rf", folder.toString()));
    }
}
