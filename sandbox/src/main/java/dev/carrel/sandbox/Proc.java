package dev.carrel.sandbox;

/** How much of /proc a program sees: its own processes only, or the rest too, for the few runtimes that ask for it. */
public enum Proc {
    PID,
    FULL
}
