package dev.carrel.server.account;

import dev.carrel.server.mail.Letter;
import dev.carrel.server.mail.Postman;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What accounts write to people, and how often they may have it written. */
@Component
class Letters {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int OF_ONE_TO_ONE = 5;
    private static final int TO_ONE = 20;
    private static final int OF_ONE_NETWORK = 400;
    private static final String TOO_MANY = "Enough letters have gone out; look for the newest, or try again later.";

    private final Postman postman;
    private final Attempts attempts;
    private final AccountConfig config;

    Letters(Postman postman, Attempts attempts, AccountConfig config) {
        this.postman = postman;
        this.attempts = attempts;
        this.config = config;
    }

    /** Counts a letter to this address, whether one will go out or not: that is for its reader alone to know. */
    void count(Email to, Network from) {
        if (!postman.isThere()) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "This service sends no letters: ask whoever runs it for an account, or for a new password."));
        }
        attempts.take(new Attempts.Bound("letter of " + from.counted(), OF_ONE_NETWORK, HOUR), TOO_MANY);
        attempts.take(new Attempts.Bound("letter " + to.text() + " " + from.counted(), OF_ONE_TO_ONE, HOUR), TOO_MANY);
        attempts.take(new Attempts.Bound("letter to " + to.text(), TO_ONE, HOUR), TOO_MANY);
    }

    void confirm(Email to, String code) {
        send(to, "Your code for Carrel", "Somebody, probably you, makes an account with this address.", code);
    }

    void reset(Email to, String code) {
        send(to, "A new password for Carrel", "Somebody, probably you, asks for a new password.", code);
    }

    void move(Email to, String code) {
        send(to, "Your new address at Carrel", "Somebody, probably you, wants to use this address.", code);
    }

    private void send(Email to, String subject, String why, String code) {
        send(
                to,
                subject,
                why + "\n\nThe code is " + code.substring(0, 4) + " " + code.substring(4) + ". It is good for "
                        + config.code().toMinutes()
                        + " minutes.\n\nIf it was not you, do nothing. Give the code to nobody.\n");
    }

    void isHereAlready(Email to) {
        send(to, "You have an account at Carrel", """
                Somebody, probably you, wanted to use this address for an account. It has one already: sign in with it, \
                or ask for a new password.

                If it was not you, do nothing.
                """);
    }

    void passwordWasChanged(Email to) {
        send(to, "Your password was changed", """
                The password of your account at Carrel was changed, and every other browser was signed out.

                If it was not you, ask for a new password now.
                """);
    }

    void addressWasChanged(Email to) {
        send(to, "Your address was changed", """
                Your account at Carrel has another e-mail address from now on.

                If it was not you, write to whoever runs this service.
                """);
    }

    private void send(Email to, String subject, String text) {
        postman.send(new Letter(to.text(), subject, text));
    }
}
