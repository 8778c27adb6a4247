package dev.carrel.server.executors;

/** A service elsewhere did not do what it should; the sentence says which one and what. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
