package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.RunEvent;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.run.Reception;
import dev.carrel.server.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Takes submissions and knows what became of them. */
@Component
class Intake {
    /** More than any run may last here. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Reception.Watcher NOBODY = new Reception.Watcher() {
        @Override
        public void events(List<RunEvent> events) {}

        @Override
        public void silence() {}
    };

    private final Reception reception;
    private final Offered offered;
    private final Submissions submissions;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(0);

    Intake(Reception reception, Offered offered, Submissions submissions, Clock clock) {
        this.reception = reception;
        this.offered = offered;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** From when this returns it ends, whatever dies. */
    Submission submit(Wish wish, Who who) {
        RunId run = reception.submit(Judge0Request.of(wish, language(wish)), who);
        Submission one = submission(wish, who, run, Judge0Status.IN_QUEUE);
        submissions.keep(one);
        if (isTold(wish)) {
            bell.release();
        }
        return one;
    }

    private static boolean isTold(Wish wish) {
        return wish.word(Callee.NAME).isPresent();
    }

    /** Returns when somebody wants to be called, or after that time. */
    void awaitCallback(Duration patience) throws InterruptedException {
        if (bell.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }

    /** Whoever wants to be called besides has a promise, which needs more than an answer that may never arrive. */
    Columns.Row waited(Wish wish, Who who) throws InterruptedException {
        return isTold(wish) ? promised(wish, who) : inMemory(wish, who);
    }

    private Columns.Row promised(Wish wish, Who who) throws InterruptedException {
        Submission one = submit(wish, who);
        try {
            reception.watch(one.run(), NOBODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return row(one);
    }

    private Columns.Row inMemory(Wish wish, Who who) throws InterruptedException {
        Reception.Ended ended = reception.execute(Judge0Request.of(wish, language(wish)), who, PATIENCE);
        RunId run = RunId.parse(ended.result().id()).orElseThrow();
        Ending end = Ending.of(wish, ended);
        Submission one = submission(wish, who, run, end.status());
        submissions.keepSoon(one);
        return new Columns.Row(one, end.status(), end, Optional.of(language(wish)));
    }

    private Judge0Language language(Wish wish) {
        return Judge0Language.of(wish, offered).orElseThrow();
    }

    private Submission submission(Wish wish, Who who, RunId run, Judge0Status status) {
        return new Submission(UUID.randomUUID(), who.owner(), run, clock.instant(), status, wish);
    }

    Optional<Columns.Row> find(String token) {
        Optional<UUID> parsed = token(token);
        return parsed.flatMap(submissions::find).map(this::row);
    }

    private static Optional<UUID> token(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A run that is not kept any more has no end to show. */
    Columns.Row row(Submission one) {
        Optional<Judge0Language> language =
                Judge0Language.find(offered, one.wish().language());
        return reception
                .find(one.run())
                .map(seen -> switch (seen) {
                    case Reception.Under(boolean running) ->
                        new Columns.Row(one, running ? Judge0Status.PROCESSING : Judge0Status.IN_QUEUE, null, language);
                    case Reception.Ended ended -> {
                        Ending end = Ending.of(one.wish(), ended);
                        if (!one.status().isOver()) {
                            submissions.note(one.token(), end.status());
                        }
                        yield new Columns.Row(one, end.status(), end, language);
                    }
                })
                .orElseGet(() -> new Columns.Row(one, one.status(), null, language));
    }
}
