package dev.carrel.server.remote;

import dev.carrel.server.run.Lease;
import dev.carrel.server.run.RunnerLink;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The server's end of the link to one runner, over one connection after the other.
 *
 * <p>A connection may break between a deed and its answer. The runner then asks again, by the same number, on the next
 * connection; what was done is not done again: its answer is kept until the runner has heard it. Events of a run are
 * taken in the order in which they come, before anything that comes after them is begun; whatever may wait, for work or
 * for the database, waits in a thread of its own.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final String runner;
    private final RunnerLink link;
    private final ConcurrentSkipListMap<Long, Optional<Answer>> answers = new ConcurrentSkipListMap<>();
    private final Map<Question.Held, Lease> leases = new ConcurrentHashMap<>();
    private volatile @Nullable Phone line;
    private volatile long heard = System.nanoTime();
    private long forgotten;

    Conversation(String runner, RunnerLink link) {
        this.runner = runner;
        this.link = link;
    }

    /** The connection that answers go out on from now. */
    void speakOn(Phone connection) {
        line = connection;
    }

    /** Leaves the line, unless a newer connection has it. */
    void hangUp(Phone connection) {
        if (line == connection) {
            line = null;
        }
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    /** Called by one thread at a time. */
    void hear(Question.Call call) {
        heard = System.nanoTime();
        forgotten = Math.max(forgotten, call.from());
        answers.headMap(forgotten).clear();
        if (call.n() < forgotten) {
            return;
        }
        Optional<Answer> before = answers.putIfAbsent(call.n(), Optional.empty());
        if (before != null) {
            before.ifPresent(answer -> say(call.n(), answer));
            return;
        }
        if (waitsForNothing(call.question())) {
            answer(call.n(), answered(call.question()));
        } else {
            Thread.ofVirtual().name("link-" + runner).start(() -> answer(call.n(), answered(call.question())));
        }
    }

    private static boolean waitsForNothing(Question question) {
        return switch (question) {
            case Question.Join _, Question.Leave _, Question.Append _ -> true;
            case Question.Work _, Question.Inputs _, Question.Renew _, Question.GiveBack _, Question.Finish _ -> false;
        };
    }

    private Answer answered(Question question) {
        try {
            return done(question);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("{} of {} waits: {}", question.getClass().getSimpleName(), runner, e.getMessage());
            return new Answer.Failed("The database does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("This server stops.");
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed", question.getClass().getSimpleName(), runner, e);
            return new Answer.Failed("Something on the server's side failed.");
        }
    }

    private Answer done(Question question) throws InterruptedException {
        switch (question) {
            case Question.Join(var offer) -> link.join(runner, offer);
            case Question.Leave() -> link.leave(runner);
            case Question.Work(var room, long patience) -> {
                var found = link.lease(runner, room, Duration.ofMillis(patience));
                found.forEach(lease -> leases.put(Question.Held.of(lease), lease));
                return new Answer.Work(found);
            }
            case Question.Inputs(long patience) -> {
                return new Answer.Typed(link.inputs(runner, Duration.ofMillis(patience)));
            }
            case Question.Renew(var held, long patience) -> {
                Set<Lease> unwanted = link.renew(
                        held.stream().flatMap(one -> lease(one).stream()).toList(), Duration.ofMillis(patience));
                return new Answer.Unwanted(held.stream()
                        .filter(one -> lease(one).map(unwanted::contains).orElse(true))
                        .toList());
            }
            case Question.Append(var held, var events) -> {
                Lease lease = leases.get(held);
                if (lease != null) {
                    link.append(lease, events);
                }
            }
            case Question.GiveBack(var held) -> {
                lease(held).ifPresent(link::giveBack);
                leases.remove(held);
            }
            case Question.Finish(var held, var result) -> {
                boolean counted =
                        lease(held).map(lease -> link.finish(lease, result)).orElse(false);
                leases.remove(held);
                return new Answer.Counted(counted);
            }
        }
        return new Answer.Done();
    }

    /** One that this process has not given: from before its start, if the run still waits for this runner. */
    private Optional<Lease> lease(Question.Held held) {
        return Optional.ofNullable(leases.computeIfAbsent(
                held,
                absent -> link.resume(runner, absent.id(), absent.attempt()).orElse(null)));
    }

    private void answer(long n, Answer answer) {
        answers.computeIfPresent(n, (number, none) -> Optional.of(answer));
        say(n, answer);
    }

    private void say(long n, Answer answer) {
        Phone out = line;
        if (out != null) {
            out.say(new Answer.Reply(n, answer));
        }
    }

    /** This server stops: the runner calls another, or the next. */
    void close() {
        Phone open = line;
        if (open != null) {
            open.close();
        }
    }
}
