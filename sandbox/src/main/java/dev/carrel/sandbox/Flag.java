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
    /** The slot's counter of processes cannot be reset and has grown tall: its next job would be told a wrong peak. */
    SLOT_WORN(128);

    final int bit;

    Flag(int bit) {
        this.bit = bit;
    }
}
