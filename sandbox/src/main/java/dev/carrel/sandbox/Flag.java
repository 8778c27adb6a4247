package dev.carrel.sandbox;

/** What happened along the way. */
public enum Flag {
    STDOUT_TRUNCATED(1),
    STDERR_TRUNCATED(2),
    PROCESS_REFUSED(4),
    DISK_FULL(8),
    FILES_LEFT(16),
    SLOT_LOST(32),
    SHARE_APPLIED(64),
    /** What has started ahead in the slot has done its part, or is gone. */
    SLOT_WORN(128),
    /**
     * The slot is given another counter of processes, since this one cannot be reset: what comes now may wait for it.
     */
    SLOT_RESTS(256);

    final int bit;

    Flag(int bit) {
        this.bit = bit;
    }
}
