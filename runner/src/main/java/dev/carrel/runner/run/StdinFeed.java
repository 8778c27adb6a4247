package dev.carrel.runner.run;

import dev.carrel.protocol.Isolation;
import dev.carrel.sandbox.Execution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is typed before the run step begins, and sends what comes later straight on. A zygote may still refuse the
 * program: until that is known, at the first that it writes, what was sent is kept too, for the process that runs it
 * then.
 */
final class StdinFeed {
    private final List<byte[]> kept = new ArrayList<>();
    private boolean settled;
    private boolean ended;
    private boolean taken;
    private long room = Execution.MAX_STDIN.bytes();
    private @Nullable Execution program;

    /** False when the program has been given all that one program may be given; then its input ends. */
    synchronized boolean send(byte[] octets) {
        if (ended) {
            return false;
        }
        if (octets.length > room) {
            end();
            return false;
        }
        room -= octets.length;
        taken = true;
        if (program != null) {
            program.stdin(octets);
        }
        if (!settled) {
            kept.add(octets.clone());
        }
        return true;
    }

    synchronized void end() {
        if (!ended && program != null) {
            program.endStdin();
        }
        ended = true;
    }

    synchronized void attach(Execution started) {
        program = started;
        kept.forEach(started::stdin);
        if (started.level() != Isolation.FORK) {
            settle();
        }
        if (ended) {
            started.endStdin();
        }
    }

    /** Nobody else will be given the same. */
    synchronized void settle() {
        settled = true;
        kept.clear();
    }

    /** Whether somebody's typing has gone in: it cannot be had a second time. */
    synchronized boolean isTaken() {
        return taken;
    }
}
