package dev.carrel.sandbox;

/** Which system calls a step may make. */
public enum Profile {
    RUN,
    COMPILE,
    DEBUG,
    NET
}
