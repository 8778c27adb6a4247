package dev.carrel.server.platform.http;

/** What a stranger's JSON may have at most, whatever it is for. */
public final class JsonBounds {
    public static final int DEPTH = 16;
    /** In characters. */
    public static final int NAME = 200;
    /** In digits. */
    public static final int NUMBER = 100;

    private JsonBounds() {}
}
