package dev.carrel.server.run;

/** The server could not do what its runner asked. It may be asked again. */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LinkException(String sentence) {
        super(sentence);
    }
}
