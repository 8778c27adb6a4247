package dev.carrel.runner.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Far more clients than a service can serve, all at once: half wait for the answer, half submit and come back for it.
 * Everybody must hear something that makes sense; somebody looks at its health meanwhile.
 */
public final class Overload {
    private static final Pattern QUEUED = Pattern.compile("\"queueMs\":([0-9.]+)");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");
    private static final Duration CALM = Duration.ofMillis(100);
    private static final int LOOKED = 100;
    private static final Duration WEIGH = Duration.ofMillis(500);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration ASK_SOON = Duration.ofMillis(10);
    private static final int PATIENCE = 600;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int TOO_OFTEN = 429;
    private static final int AWAY = 503;

    private final URI service;
    private final Hello hello;
    private final LongSupplier memory;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Double> waits = new ConcurrentLinkedQueue<>();
    private final AtomicLong mostMemory = new AtomicLong();

    /** @param memory what the service holds now */
    public Overload(URI service, Hello hello, LongSupplier memory) {
        this.service = service;
        this.hello = hello;
        this.memory = memory;
    }

    /**
     * What came of it.
     *
     * @param statuses how many heard which
     * @param wrong what nobody should have heard, in words
     * @param waitsMs in the queue, of each run that was accepted
     * @param healthMs each look at the service's health
     */
    public record Report(
            Map<Integer, Integer> statuses,
            List<String> wrong,
            List<Double> waitsMs,
            List<Double> healthMs,
            long memoryBytes,
            double seconds) {}

    public Report run(int clients) throws IOException, InterruptedException {
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        List<Looks.Look> looks;
        double seconds;
        try (Looks looker = new Looks(service);
                Wires wires = new Wires(service)) {
            Thread weigher = Thread.ofPlatform().name("weigher").start(this::weigh);
            for (int i = 0; i < clients; i++) {
                long number = i;
                all.add(Thread.ofVirtual().start(() -> client(wires, number, together)));
            }
            awaitLooks(looker);
            long rush = System.nanoTime();
            together.countDown();
            for (Thread client : all) {
                client.join();
            }
            seconds = (System.nanoTime() - rush) / 1e9;
            weigher.interrupt();
            weigher.join();
            looks = looker.since(rush);
        }
        looks.stream().filter(look -> look.status() != OK).forEach(look -> wrong.add("/health: " + look.status()));
        return new Report(
                Map.copyOf(statuses),
                List.copyOf(wrong),
                List.copyOf(waits),
                looks.stream().map(Looks.Look::ms).toList(),
                mostMemory.get(),
                seconds);
    }

    /** Whoever looks has looked before, on connections that are open. */
    private static void awaitLooks(Looks looker) throws InterruptedException {
        for (int i = 0; i < PATIENCE && looker.since(Long.MIN_VALUE / 2).size() < LOOKED; i++) {
            Thread.sleep(CALM);
        }
    }

    /** Asks as one of them, before they come. */
    boolean isServed(Wires wires, long number) throws IOException, InterruptedException {
        Wire.Answer answer = wires.ask(question(number));
        return hello.isIn(
                answer.status() == ACCEPTED ? comeBack(wires, number, answer.body(), ASK_SOON) : answer.body(), number);
    }

    private Question question(long number) {
        return hello.to(number % 2 == 0 ? "/execute" : "/execution/submit", number);
    }

    private void client(Wires wires, long number, CountDownLatch together) {
        try {
            together.await();
            Wire.Answer answer = wires.ask(question(number));
            synchronized (statuses) {
                statuses.merge(answer.status(), 1, Integer::sum);
            }
            switch (answer.status()) {
                case OK -> ended(number, answer.body());
                case ACCEPTED -> ended(number, comeBack(wires, number, answer.body(), ASK_AGAIN));
                default -> refused(number, answer);
            }
        } catch (IOException e) {
            wrong.add("client " + number + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String comeBack(Wires wires, long number, String accepted, Duration pause)
            throws IOException, InterruptedException {
        Matcher id = ID.matcher(accepted);
        String path = id.find() ? "/execution/result/" + id.group(1) : "/execution/result/none";
        for (int i = 0; i < PATIENCE; i++) {
            Thread.sleep(pause);
            Wire.Answer answer = wires.ask(Question.about(path));
            switch (answer.status()) {
                case OK -> {
                    return answer.body();
                }
                case ACCEPTED -> {}
                default -> refused(number, answer);
            }
        }
        return "no result of " + accepted;
    }

    private void ended(long number, String result) {
        Matcher queued = QUEUED.matcher(result);
        if (queued.find() && hello.isIn(result, number)) {
            waits.add(Double.parseDouble(queued.group(1)));
        } else {
            wrong.add("client " + number + ": " + result);
        }
    }

    private void refused(long number, Wire.Answer answer) {
        if (answer.status() != TOO_OFTEN && answer.status() != AWAY) {
            wrong.add("client " + number + ": " + answer.status() + " " + answer.body());
        } else if (!answer.headers().getOrDefault("retry-after", "").matches("[1-9][0-9]*")) {
            wrong.add("client " + number + ": " + answer.status() + " without a time to come back: " + answer.body());
        }
    }

    private void weigh() {
        try {
            while (true) {
                mostMemory.accumulateAndGet(memory.getAsLong(), Math::max);
                Thread.sleep(WEIGH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
