package dev.carrel.server.account.oidc;

/** Words that pretend to be a provider's; the message is for the log and quotes none of them. */
public final class NotGenuine extends Exception {
    private static final long serialVersionUID = 1L;

    NotGenuine(String message) {
        super(message);
    }
}
