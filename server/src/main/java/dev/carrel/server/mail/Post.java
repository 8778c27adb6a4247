package dev.carrel.server.mail;

import java.io.IOException;

/** What carries letters. */
interface Post {
    /** Returns once somebody else answers for the letter; {@link NotWanted} when nobody ever will. */
    void deliver(Letter letter) throws IOException;

    /** As in {@code /health/mail}. */
    String kind();

    /** This letter is refused, as to an address that is none; others may go. */
    final class NotWanted extends IOException {
        private static final long serialVersionUID = 1L;

        NotWanted(Throwable cause) {
            super("the mail server refuses a letter for good", cause);
        }
    }
}
