package dev.carrel.runner.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several who ask for one hello after the other, each as soon as the last one was answered. */
final class Clients {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(3);
    private static final int AT_REST = 50;

    /** Asks for the hello of that number, which nobody else asks for; false when the answer is not it. */
    interface Call {
        boolean answered(long number) throws Exception;
    }

    /**
     * @param warm asked for so long before anything counts, again until it was {@code enough}
     * @param alone how long one asks who is alone; none where one is alone anyhow
     * @param thought between an answer and the next question
     */
    record Pace(Duration warm, int enough, Duration alone, Duration thought) {
        /** For a service that has just begun: for more than a minute it compiles itself beside what it does. */
        static final Pace FRESH = new Pace(Duration.ofSeconds(8), 5000, Duration.ofSeconds(4), Duration.ZERO);
        /** For one alone. */
        static final Pace FRESH_ALONE = new Pace(FRESH.warm, FRESH.enough, Duration.ZERO, Duration.ZERO);
    }

    private final Call call;
    private final int atOnce;
    private final Pace pace;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    Clients(Call call, int atOnce) {
        this(call, atOnce, Pace.FRESH);
    }

    Clients(Call call, int atOnce, Pace pace) {
        this.call = call;
        this.atOnce = atOnce;
        this.pace = pace;
    }

    /** The first errors, in words. */
    List<String> wrong() {
        return wrong.stream().limit(5).toList();
    }

    /** @param asker what the clients themselves use, where they are a process of their own */
    Costs measure(String name, Duration length, Supplier<Duration> cpu, @Nullable Supplier<Duration> asker)
            throws InterruptedException {
        if (numbers.get() == 0) {
            warm();
        }
        Duration cpuBefore = cpu.get();
        Duration askerBefore = asker == null ? Duration.ZERO : asker.get();
        Duration allBefore = ProcessTree.machine();
        long began = System.nanoTime();
        long[] together = during(length, atOnce);
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpuMs = millis(cpu.get().minus(cpuBefore));
        double askerMs = asker == null ? 0 : millis(asker.get().minus(askerBefore));
        double others = Math.max(0, millis(ProcessTree.machine().minus(allBefore)) - cpuMs - askerMs);
        long[] alone = pace.alone().isZero() ? together : during(pace.alone(), 1);
        return new Costs(
                name,
                together.length / seconds,
                quantile(together, 0.5),
                quantile(together, 0.99),
                quantile(alone, 0.5),
                cpuMs / together.length,
                asker == null ? null : askerMs / together.length,
                others / 1000 / seconds,
                together.length,
                wrong.size());
    }

    /** Until what they ask has compiled itself: its compilers have less than a fiftieth of a processor to do. */
    static void warm(List<Clients> all, ProcessTree asked) throws InterruptedException {
        long until = System.nanoTime() + LONG_PATIENCE.toNanos();
        long began;
        Duration before;
        do {
            began = System.nanoTime();
            before = asked.compiling();
            for (Clients clients : all) {
                clients.warm();
            }
        } while (asked.compiling().minus(before).toNanos() > (System.nanoTime() - began) / AT_REST
                && System.nanoTime() < until);
    }

    void warm() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        do {
            during(pace.warm(), atOnce);
        } while (numbers.get() < pace.enough() && System.nanoTime() < until);
        wrong.clear();
    }

    /** How long each took, sorted. */
    private long[] during(Duration length, int clients) throws InterruptedException {
        long until = System.nanoTime() + length.toNanos();
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().name("client").start(() -> {
                while (System.nanoTime() - until < 0) {
                    times.add(one());
                    think();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return times.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void think() {
        try {
            Thread.sleep(pace.thought());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long one() {
        long number = numbers.incrementAndGet();
        long began = System.nanoTime();
        try {
            if (!call.answered(number)) {
                wrong.add("hello " + number + " was answered by something else");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            wrong.add("hello " + number + ": " + e);
        }
        return System.nanoTime() - began;
    }

    /** @param sorted times in nanoseconds */
    static double quantile(long[] sorted, double part) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))] / 1e6;
    }

    static double quantile(List<Double> millis, double part) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
