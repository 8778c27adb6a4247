package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what a program wrote. */
final class Recorder implements OutputSink {
    private final Map<Stream, ByteArrayOutputStream> heard = new EnumMap<>(Stream.class);
    private final List<Duration> times = new ArrayList<>();
    private final List<String> pieces = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);

    @Override
    public synchronized void accept(Stream stream, Duration at, byte[] bytes) {
        heard.computeIfAbsent(stream, s -> new ByteArrayOutputStream()).writeBytes(bytes);
        times.add(at);
        pieces.add(new String(bytes, StandardCharsets.UTF_8));
        first.countDown();
    }

    synchronized String stdout() {
        return text(Stream.STDOUT);
    }

    synchronized String stderr() {
        return text(Stream.STDERR);
    }

    private String text(Stream stream) {
        return heard.getOrDefault(stream, new ByteArrayOutputStream()).toString(StandardCharsets.UTF_8);
    }

    /** In the order in which they were told. */
    synchronized List<String> pieces() {
        return List.copyOf(pieces);
    }

    synchronized boolean timesAscend() {
        return times.equals(times.stream().sorted().toList());
    }

    void awaitFirst() throws InterruptedException {
        assertTrue(first.await(30, TimeUnit.SECONDS), "the program wrote nothing");
    }
}
