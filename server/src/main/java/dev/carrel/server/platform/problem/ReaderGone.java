package dev.carrel.server.platform.problem;

import java.io.IOException;

/** Whoever asked has gone away; there is nobody to answer. */
public final class ReaderGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReaderGone(IOException cause) {
        super("the reader is gone", cause);
    }
}
