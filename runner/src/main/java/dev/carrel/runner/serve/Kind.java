package dev.carrel.runner.serve;

import dev.carrel.protocol.Cores;
import dev.carrel.runner.run.Job;
import dev.carrel.sandbox.Demand;

/** A kind of work, with a number of places of its own on each machine. */
public enum Kind {
    /** Somebody waits, and may be typing: holds memory, and a core while it compiles. */
    INTERACTIVE,
    /** Somebody types to it while it runs: as interactive, but most of its time is spent waiting for that. */
    LIVE,
    /** Judged by its limits: holds a core to its end, so that its times do not depend on its neighbours. */
    GRADED;

    Demand demand(Job job) {
        return whole(job.demand());
    }

    Demand running(Job job) {
        return whole(job.running());
    }

    private Demand whole(Demand demand) {
        return switch (this) {
            case INTERACTIVE, LIVE -> demand;
            case GRADED -> Demand.computing(demand.memory(), Cores.ONE);
        };
    }
}
