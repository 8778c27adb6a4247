package dev.carrel.runner.supply;

/** A root could not be made; the message is a sentence for the operator that says what failed and what to do. */
public final class InstallException extends Exception {
    private static final long serialVersionUID = 1L;

    public InstallException(String sentence) {
        super(sentence);
    }

    public InstallException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
