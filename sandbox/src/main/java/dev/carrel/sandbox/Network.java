package dev.carrel.sandbox;

/** What a program can reach: nothing, or only itself. */
public enum Network {
    NONE,
    LOOPBACK
}
