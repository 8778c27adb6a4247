package dev.carrel.runner.bench;

import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.serve.Kind;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.Unavailable;
import java.util.function.LongFunction;

/** Runs hellos in a station of this process: what a service would cost that had no HTTP, no queue and no database. */
final class BareRunner implements Clients.Call {
    private final Station station;
    private final LongFunction<RunRequest> requests;
    private final Answer answer;

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

    /** Asks until it is taken. */
    RunResult run(Kind kind, long number) throws InterruptedException {
        while (true) {
            try {
                Job job = station.prepare("bench-" + number, requests.apply(number));
                return station.start(kind, job, ArtifactStore.IN_RESULT, event -> {})
                        .await();
            } catch (Unavailable e) {
                Thread.sleep(1);
            }
        }
    }
}
