package dev.carrel.runner.bench;

import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.serve.Kind;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Runs hellos in a station of this process: what a service would cost that had no HTTP, no queue and no database. */
final class BareRunner implements Clients.Call {
    /** Room comes not only where one of ours has ended: a compiler that stays gives way, too. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Station station;
    private final LongFunction<RunRequest> requests;
    private final Answer answer;
    /** One that nobody waited for is enough: who comes then looks once in vain. */
    private final Semaphore ends = new Semaphore(0);

    /** Whether the result of that number is right. */
    @FunctionalInterface
    interface Answer {
        boolean isRight(long number, RunResult result);
    }

    BareRunner(Station station, LongFunction<RunRequest> requests, Answer answer) {
        this.station = station;
        this.requests = requests;
        this.answer = answer;
    }

    @Override
    public boolean answered(long number) throws InterruptedException {
        return answer.isRight(number, run(Kind.INTERACTIVE, number));
    }

    RunResult run(Kind kind, long number) throws InterruptedException {
        Running running = taken(kind, number);
        try {
            return running.await();
        } finally {
            if (ends.availablePermits() == 0) {
                ends.release();
            }
        }
    }

    /** Waits for room: who asked again and again would cost more than what is measured. */
    private Running taken(Kind kind, long number) throws InterruptedException {
        while (true) {
            try {
                Job job = station.prepare("bench-" + number, requests.apply(number));
                return station.start(kind, job, ArtifactStore.IN_RESULT, event -> {});
            } catch (Unavailable e) {
                ends.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
