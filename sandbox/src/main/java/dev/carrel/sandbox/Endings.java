package dev.carrel.sandbox;

import dev.carrel.sandbox.FromBox.End;

/**
 * What an end means.
 *
 * <p>What box stopped, it stopped for its reason. Otherwise a program that came to a bad end is excused by the limit
 * that it met, the most telling first: the kernel's memory kill, then its CPU signal, then a refused process, then a
 * full disk. A program that met a limit and still exited with 0 coped, and has simply exited.
 */
final class Endings {
    private static final int SIGXCPU = 24;
    private static final int SIGXFSZ = 25;

    private Endings() {}

    static Outcome outcome(FromBox.Ended end) throws SandboxException {
        return switch (end.stopped()) {
            case CPU_LIMIT -> new Outcome.CpuLimit();
            case WALL_LIMIT -> new Outcome.WallLimit();
            case OUTPUT_LIMIT -> new Outcome.OutputLimit();
            case CANCELLED -> new Outcome.Cancelled();
            case MEMORY_LIMIT -> new Outcome.MemoryLimit();
            case BY_ITSELF -> byItself(end);
        };
    }

    private static Outcome byItself(FromBox.Ended end) throws SandboxException {
        boolean lost = end.flags().contains(Flag.SLOT_LOST);
        if (end.oomKills() > 0 && (lost || !is(end, End.EXITED, 0))) {
            return new Outcome.MemoryLimit();
        }
        if (lost) {
            throw new SandboxException("the slot is lost with its command, which is not to blame: " + end.sentence());
        }
        if (is(end, End.EXITED, 0)) {
            return new Outcome.Exited(0);
        }
        if (is(end, End.SIGNALLED, SIGXCPU)) {
            return new Outcome.CpuLimit();
        }
        if (end.flags().contains(Flag.PROCESS_REFUSED)) {
            return new Outcome.ProcessLimit();
        }
        if (end.flags().contains(Flag.DISK_FULL) || is(end, End.SIGNALLED, SIGXFSZ)) {
            return new Outcome.DiskLimit();
        }
        return switch (end.end()) {
            case EXITED -> new Outcome.Exited(end.code());
            case SIGNALLED -> new Outcome.Signalled(end.code());
            case NOT_STARTED -> new Outcome.NotStarted(end.sentence());
        };
    }

    private static boolean is(FromBox.Ended end, End how, int code) {
        return end.end() == how && end.code() == code;
    }
}
