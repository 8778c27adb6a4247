package dev.carrel.runner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a {@link Looker} sees. */
final class Looks implements AutoCloseable {
    private final Process looker;
    private final Thread reader;
    private final List<Look> seen = new CopyOnWriteArrayList<>();

    /** @param due on the clock of {@link System#nanoTime}, which all processes of a machine share */
    record Look(long due, long nanos, int status) {
        static Look parse(String line) {
            String[] words = line.split(" ", -1);
            return new Look(Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]));
        }

        double ms() {
            return nanos / 1e6;
        }
    }

    Looks(URI service) throws IOException {
        looker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Looker.class.getName(),
                        service.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        reader = Thread.ofVirtual().name("looks").start(this::read);
    }

    private void read() {
        try (BufferedReader lines = looker.inputReader()) {
            lines.lines().map(Look::parse).forEach(seen::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            seen.add(new Look(System.nanoTime(), 0, 0));
        }
    }

    /** Those that were due since then. */
    List<Look> since(long nanos) {
        return seen.stream().filter(look -> look.due() - nanos >= 0).toList();
    }

    @Override
    public void close() {
        try {
            looker.getOutputStream().close();
            looker.waitFor();
            reader.join();
        } catch (IOException e) {
            looker.destroyForcibly();
        } catch (InterruptedException e) {
            looker.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
