package dev.carrel.runner.run;

import dev.carrel.sandbox.Execution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what is typed before the run step begins, and sends what comes later straight on. */
final class StdinFeed {
    private final List<byte[]> early = new ArrayList<>();
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
        if (program == null) {
            early.add(octets.clone());
        } else {
            program.stdin(octets);
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
        early.forEach(started::stdin);
        early.clear();
        if (ended) {
            started.endStdin();
        }
    }

    /** Whether somebody's typing has gone in: it cannot be had a second time. */
    synchronized boolean isTaken() {
        return taken;
    }
}
