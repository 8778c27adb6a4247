package dev.carrel.server.account;

import dev.carrel.server.mail.Letter;
import dev.carrel.server.mail.Postman;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** What accounts write to people, and how often they may have it written. */
@Component
public class Letters {
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
    public void count(Email to, Network from) {
        if (!postman.isThere()) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "This service sends no letters: ask whoever runs it for an account, or for a new password.",
                    "no-letters"));
        }
        countElsewhere(to, from);
    }

    /** As {@link #count}, where another writes the letter. */
    public void countElsewhere(Email to, Network from) {
        attempts.take(new Attempts.Bound("letter of " + from.counted(), OF_ONE_NETWORK, HOUR), TOO_MANY);
        attempts.take(new Attempts.Bound("letter " + to.text() + " " + from.counted(), OF_ONE_TO_ONE, HOUR), TOO_MANY);
        attempts.take(new Attempts.Bound("letter to " + to.text(), TO_ONE, HOUR), TOO_MANY);
    }

    public void confirm(Email to, String code) {
        send(to, "Your code for Carrel", "Somebody, probably you, makes an account with this address.", code);
    }

    public void askGuardian(Email to, String code) {
        send(to, "May a child use Carrel?", """
                A child, probably yours, wants to learn programming with Carrel and gave this address as that of a parent or \
                guardian. Where they live they are too young to agree alone.

                What is kept of them: this address, a password, a range of age without a date, and the programs that they \
                run, for thirty days at most. There is no advertising, no profile and no tracking; the privacy notice on \
                the page says it all, also in German. You may see, export and delete everything, and take back your \
                consent, at any time: sign in with this address.

                If you are their guardian and consent, enter the code on the page, or tell it to the child.""", code);
    }

    public boolean goOut() {
        return postman.isThere();
    }

    public void askGuardianAnew(Email to, String code, Duration time) {
        send(to, "May your child go on using Carrel?", """
                You agreed that a child uses Carrel. Its terms or its privacy notice have changed since; what holds now is \
                on the page, under "Terms" and "Privacy", also in German.

                The code is %s %s. If you are their guardian and consent, enter it on the page of the account, or tell it \
                to the child. Until you do, everything stays as you agreed to it, for %d days at most; then nobody can \
                do anything with the account but see, export and delete what is in it, until you answer.
                """.formatted(
                        code.substring(0, 4), code.substring(4), time.toDays()));
    }

    public void askSchoolAnew(Email to, String schoolClass, Duration time) {
        send(to, "Does your school still consent for the class " + schoolClass + "?", """
                The privacy notice of Carrel has changed since your school consented for this class. Show it what holds now, \
                and say on the page of the class that it agrees. Until then everything stays as it was, for %d days at \
                most, but nobody new comes in; after that the pupils cannot go on until the school has agreed.
                """.formatted(time.toDays()));
    }

    public void reset(Email to, String code) {
        send(to, "A new password for Carrel", "Somebody, probably you, asks for a new password.", code);
    }

    public void move(Email to, String code) {
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

    public void isHereAlready(Email to) {
        send(to, "You have an account at Carrel", """
                Somebody, probably you, wanted to use this address for an account. It has one already: sign in with it, \
                or ask for a new password.

                If it was not you, do nothing.
                """);
    }

    public void isGoing(Email to, Instant gone) {
        send(to, "Your account at Carrel is being deleted", """
                Your account at Carrel and everything in it will be gone on %s. Until then nobody is signed in with it.

                If you want to keep it, or if it was not you, sign in before that day.
                """.formatted(LocalDate.ofInstant(gone, ZoneOffset.UTC)));
    }

    public void goesSoon(Email to, Duration left) {
        send(to, "Unused programs at Carrel will be gone soon", """
                In this account at Carrel, of somebody under age, there are programs that nobody has used for weeks. They
                will be gone in %d days; that is the rule for everybody under age. The account itself stays.

                If you want to keep them, sign in and load down your export before that.
                """.formatted(left.toDays()));
    }

    /** As {@link #isHereAlready}, where letters leave this service. */
    public void tellOwner(Email to) {
        if (postman.isThere()) {
            isHereAlready(to);
        }
    }

    public void isConnected(Email to, String provider) {
        send(to, "Your account at Carrel has another way in", """
                Your account at Carrel is connected to %s from now on: whoever signs in there as you is signed in here.

                If it was not you, disconnect it in your account, and choose another password.
                """.formatted(provider));
    }

    public void hasPasskey(Email to) {
        send(to, "Your account at Carrel has a new passkey", """
                A passkey was made for your account at Carrel: whoever has it signs in without a password.

                If it was not you, remove it in your account, and choose another password.
                """);
    }

    public void passwordWasChanged(Email to) {
        send(to, "Your password was changed", """
                The password of your account at Carrel was changed, and every other browser was signed out.

                If it was not you, ask for a new password now.
                """);
    }

    public void ageWasChanged(Email to) {
        send(to, "The age in your account was changed", """
                Somebody who knows the password of your account at Carrel answered anew how old its owner is.

                If it was not you, or if you are the guardian of a child and it is not true, choose another password and write \
                to whoever runs this service.
                """);
    }

    public void addressWasChanged(Email to) {
        send(to, "Your address was changed", """
                Your account at Carrel has another e-mail address from now on.

                If it was not you, write to whoever runs this service.
                """);
    }

    private void send(Email to, String subject, String text) {
        postman.send(new Letter(to.text(), subject, text));
    }
}
