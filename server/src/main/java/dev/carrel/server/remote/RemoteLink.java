package dev.carrel.server.remote;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.LinkException;
import dev.carrel.server.run.Offer;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunId;
import dev.carrel.server.run.RunnerLink;
import dev.carrel.server.run.Sent;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The runner's end of the link: each method is a question over the one connection that the runner keeps open. A caller
 * waits until there is an answer, however many connections that takes; only {@link #close} ends its wait without one.
 */
public final class RemoteLink implements RunnerLink, AutoCloseable {
    /** Events on their way; a program that writes more than the connection takes waits for it. */
    private static final int EVENTS_AHEAD = 512;

    private final Questions questions;
    private final Semaphore ahead = new Semaphore(EVENTS_AHEAD);

    /** @param runner the name of this process, which no other has had */
    public RemoteLink(URI server, String runner, String token) {
        this.questions = new Questions(server, runner, token);
    }

    @Override
    public void join(String runner, Offer offer) {
        questions.introduce(new Question.Join(offer));
    }

    @Override
    public void leave(String runner) {
        answered(new Question.Leave());
    }

    @Override
    public List<Lease> lease(String runner, Room room, Duration patience) throws InterruptedException {
        return switch (awaited(new Question.Work(room, patience.toMillis()))) {
            case Answer.Work(var leases) -> leases;
            case Answer.Done _, Answer.Unwanted _, Answer.Counted _, Answer.Typed _, Answer.Failed _ -> List.of();
        };
    }

    @Override
    public List<Sent> inputs(String runner, Duration patience) throws InterruptedException {
        return switch (awaited(new Question.Inputs(patience.toMillis()))) {
            case Answer.Typed(var inputs) -> inputs;
            case Answer.Done _, Answer.Unwanted _, Answer.Counted _, Answer.Work _, Answer.Failed _ -> List.of();
        };
    }

    /** What a runner holds it knows itself; only the server may not remember. */
    @Override
    public Optional<Lease> resume(String runner, RunId id, int attempt) {
        return Optional.empty();
    }

    @Override
    public Set<Lease> renew(Collection<Lease> held) {
        return renewed(held, Duration.ZERO);
    }

    /** A server of the version before answers at once. */
    @Override
    public Set<Lease> renew(Collection<Lease> held, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Set<Lease> unwanted = renewed(held, patience);
        if (unwanted.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
        }
        return unwanted;
    }

    private Set<Lease> renewed(Collection<Lease> held, Duration patience) {
        if (held.isEmpty()) {
            return Set.of();
        }
        Map<Question.Held, Lease> names = new HashMap<>();
        held.forEach(lease -> names.put(Question.Held.of(lease), lease));
        return switch (answered(new Question.Renew(List.copyOf(names.keySet()), patience.toMillis()))) {
            case Answer.Unwanted(var leases) ->
                leases.stream()
                        .flatMap(one -> Optional.ofNullable(names.get(one)).stream())
                        .collect(Collectors.toSet());
            case Answer.Work _, Answer.Done _, Answer.Counted _, Answer.Typed _, Answer.Failed _ -> Set.of();
        };
    }

    @Override
    public void append(Lease lease, List<RunEvent> events) {
        ahead.acquireUninterruptibly();
        var _ = questions
                .ask(new Question.Append(Question.Held.of(lease), events))
                .whenComplete((answer, closed) -> ahead.release());
    }

    @Override
    public void giveBack(Lease lease) {
        answered(new Question.GiveBack(Question.Held.of(lease)));
    }

    @Override
    public boolean finish(Lease lease, RunResult result) {
        return switch (answered(new Question.Finish(Question.Held.of(lease), result))) {
            case Answer.Counted(boolean counted) -> counted;
            case Answer.Done _, Answer.Unwanted _, Answer.Work _, Answer.Typed _, Answer.Failed _ -> false;
        };
    }

    /** Whether the server is there now. */
    public boolean isConnected() {
        return questions.isConnected();
    }

    private Answer answered(Question question) {
        try {
            return awaited(question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException("interrupted");
        }
    }

    private Answer awaited(Question question) throws InterruptedException {
        Answer answer = get(questions.ask(question));
        if (answer instanceof Answer.Failed(var sentence)) {
            throw new LinkException(sentence);
        }
        return answer;
    }

    private static Answer get(CompletableFuture<Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new LinkException("This runner stops.");
        }
    }

    @Override
    public void close() {
        questions.close();
    }
}
