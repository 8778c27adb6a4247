package dev.carrel.server.account.webauthn;

/** What an authenticator sent does not prove what it should. */
public final class NotProved extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param what in words, for the log; whoever sent it is told nothing of it */
    NotProved(String what) {
        super(what);
    }
}
