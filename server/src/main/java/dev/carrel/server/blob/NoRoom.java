package dev.carrel.server.blob;

/** Nothing was kept; the message tells an operator why. */
public final class NoRoom extends Exception {
    private static final long serialVersionUID = 1L;

    NoRoom(String sentence) {
        super(sentence);
    }

    NoRoom(String sentence, Exception cause) {
        super(sentence, cause);
    }
}
