package dev.carrel.server.compat.judge0;

import dev.carrel.server.compat.CallbackConfig;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.platform.Background;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells the ends of submissions to whoever wants to be called.
 *
 * <p>Who is to be called stands in the table from the moment the submission is accepted, and until it is written down
 * what came of it: so a process that dies loses no call, and may make one twice. It is looked after a submission that
 * is not over the more seldom the longer it lasts.
 */
@Component
class Calling extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Calling.class);
    private static final Duration SELDOM = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofSeconds(10);
    /** For the name to be found, and the word to be written down. */
    private static final Duration BESIDE = Duration.ofSeconds(10);

    private static final int AT_ONCE = 32;
    /** So that one whose addresses are slow keeps nobody else's call waiting. */
    private static final int AT_ONCE_FOR_ONE = 8;

    private final CallbackConfig config;
    private final Callbacks callbacks;
    private final Intake intake;
    private final Clock clock;
    private final Put put;
    private final Seal seal;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<String, Integer> underway = new ConcurrentHashMap<>();

    Calling(CompatConfig config, Callbacks callbacks, Intake intake, Clock clock) {
        super("judge0-callbacks");
        this.config = config.judge0Config().callbacks();
        this.callbacks = callbacks;
        this.intake = intake;
        this.clock = clock;
        this.put = new Put(new Reach(this.config.allowed()), this.config.timeout());
        this.seal = new Seal(this.config.secret());
    }

    @Override
    protected void work() throws InterruptedException {
        ExecutorService hands = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("judge0-callback").factory());
        try {
            while (config.on() && isRunning()) {
                intake.awaitCallback(round(hands));
            }
        } finally {
            hands.shutdownNow();
            if (!hands.awaitTermination(BESIDE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a call is still under way");
            }
        }
    }

    /** Gives back how long nothing is to be done unless something is sent. */
    private Duration round(ExecutorService hands) {
        try {
            Duration next = callbacks.next().orElse(SELDOM);
            if (next.isPositive()) {
                return next.compareTo(SELDOM) < 0 ? next : SELDOM;
            }
            int free = places.availablePermits();
            List<Callbacks.Due> due =
                    free == 0 ? List.of() : callbacks.claim(config.timeout().plus(BESIDE), free);
            for (Callbacks.Due one : due) {
                places.acquireUninterruptibly();
                hands.execute(() -> attend(one));
            }
            return OFTEN;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("who is to be called cannot be found: {}", e.getMessage());
            return SELDOM;
        }
    }

    private void attend(Callbacks.Due due) {
        try {
            if (underway.merge(due.owner(), 1, Integer::sum) > AT_ONCE_FOR_ONE) {
                callbacks.later(due.token(), SOON);
            } else {
                intake.find(due.token().toString()).ifPresent(row -> tell(due, row));
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the end of {} is told later: {}", due.token(), e.getMessage());
        } finally {
            underway.computeIfPresent(due.owner(), (_, many) -> many == 1 ? null : many - 1);
            places.release();
        }
    }

    private void tell(Callbacks.Due due, Columns.Row row) {
        Instant began = clock.instant();
        if (!row.status().isOver()) {
            Duration age = Duration.between(row.sent().created(), began).dividedBy(4);
            callbacks.later(due.token(), age.compareTo(SOON) < 0 ? SOON : age.compareTo(LATE) > 0 ? LATE : age);
            return;
        }
        Put.Answer answer = row.sent()
                .wish()
                .word(Callee.NAME)
                .flatMap(Callee::of)
                .map(to -> call(to, row, began))
                .orElseThrow();
        if (!Thread.currentThread().isInterrupted()) {
            callbacks.called(due, began, answer, again(due, answer));
        }
    }

    private Put.Answer call(Callee to, Columns.Row row, Instant now) {
        byte[] body = Foreign.text(Columns.told(row)).getBytes(StandardCharsets.UTF_8);
        Put.Answer answer = put.send(to, seal.of(row.sent().token(), now, body), body);
        LOG.debug("called for {}: {} {}", row.sent().token(), answer.status(), answer.said());
        return answer;
    }

    private Optional<Duration> again(Callbacks.Due due, Put.Answer answer) {
        return answer.isWell() || !answer.worthAnother() || due.tries() + 1 >= config.tries()
                ? Optional.empty()
                : Optional.of(config.pause().multipliedBy(1L << due.tries()));
    }
}
