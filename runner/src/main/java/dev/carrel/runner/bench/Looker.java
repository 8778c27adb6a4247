package dev.carrel.runner.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that looks at a service's health, and prints of each look when it was due, how long after that it was
 * answered, and how. It is apart from the clients of a rush, since within their process it would wait for them.
 */
final class Looker {
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final int AT_ONCE = 10;

    private Looker() {}

    /** Ends when its input does. */
    public static void main(String[] service) throws IOException {
        Wires wires = new Wires(URI.create(service[0]));
        long began = System.nanoTime();
        for (int i = 0; i < AT_ONCE; i++) {
            long first = began + i * EVERY.toNanos();
            Thread.ofPlatform().daemon().name("looker").start(() -> look(wires, first));
        }
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    /** Each look has its time, and one that comes late since the last took long is counted from its time. */
    private static void look(Wires wires, long first) {
        try {
            for (long due = first; ; due += AT_ONCE * EVERY.toNanos()) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                int status = status(wires);
                System.out.println(due + " " + (System.nanoTime() - due) + " " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int status(Wires wires) {
        try {
            return wires.ask(Question.about("/health")).status();
        } catch (IOException e) {
            return 0;
        }
    }
}
