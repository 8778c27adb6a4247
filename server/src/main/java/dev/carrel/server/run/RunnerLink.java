package dev.carrel.server.run;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a runner asks of the server. Every write names its attempt and counts only while that attempt is the run's
 * present one and has no result: a runner that was given up for lost can come back and say what it likes.
 */
public interface RunnerLink {
    /** This runner is here, or what it offers has changed. */
    void join(String runner, Offer offer);

    /** It takes nothing more. What it holds it still ends. */
    void leave(String runner);

    /** Work for this runner, perhaps after a wait; none when there is none in that time. */
    List<Lease> lease(String runner, Room room, Duration patience) throws InterruptedException;

    /** What this runner has held since before this server began; empty when it is not the runner's any more. */
    Optional<Lease> resume(String runner, RunId id, int attempt);

    /** Says that these are being worked on. Gives back those whose work is no longer wanted: stop them. */
    Set<Lease> renew(Collection<Lease> held);

    /** The same, and while there are none it waits so long, or until somebody wants a run ended. */
    Set<Lease> renew(Collection<Lease> held, Duration patience) throws InterruptedException;

    void append(Lease lease, List<RunEvent> events);

    /** What people have sent to the programs of this runner, in order, perhaps after a wait. */
    List<Sent> inputs(String runner, Duration patience) throws InterruptedException;

    /** Puts it back in the queue, as if it had not been taken: this runner stops. */
    void giveBack(Lease lease);

    /** False when the attempt has been overtaken; then nothing of it counts. */
    boolean finish(Lease lease, RunResult result);
}
