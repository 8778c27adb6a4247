package dev.carrel.server.account.person;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Attempts;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Network;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Whether a password is the right one, asked by people and by machines that guess. Wrong ones are counted for account
 * and address together, so that nobody can lock an owner out from elsewhere; for an address as a whole; and for an
 * account as a whole, except from where its owner has signed in before.
 */
@Component
public class SignIn {
    private static final int MANY = 20;
    private static final int A_DAY = 4;
    private static final String REFUSAL = "Too many wrong passwords; try again later, or ask for a new password.";

    private final People people;
    private final Classes classes;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Places places;
    private final Pool pool;
    private final Audit audit;
    private final AccountConfig config;

    SignIn(
            People people,
            Classes classes,
            Passwords passwords,
            Attempts attempts,
            Places places,
            Pool pool,
            Audit audit,
            AccountConfig config) {
        this.people = people;
        this.classes = classes;
        this.passwords = passwords;
        this.attempts = attempts;
        this.places = places;
        this.pool = pool;
        this.audit = audit;
        this.config = config;
    }

    /** Whose password this is. */
    public People.Account check(Email email, String password, Network from) {
        return check(
                people.find(email),
                password,
                from,
                bound("failure of " + email.text(), MANY),
                "failure of " + email.text() + " from " + from.counted(),
                "This e-mail address and this password do not belong together.");
    }

    /** Whose of a class. What pupils have for passwords is short, so that guesses from elsewhere count for a day. */
    public People.Account check(String classCode, String name, String password, Network from) {
        Optional<People.Account> pupil = classes.find(classCode).flatMap(at -> people.find(at, name.strip()));
        String who = "pupil " + (name.strip() + " of " + Classes.bare(classCode)).toLowerCase(Locale.ROOT);
        return check(
                pupil,
                pupils(password),
                from,
                new Attempts.Bound("failure of " + who, A_DAY * config.failures(), Duration.ofDays(1)),
                "failure of " + who + " from " + from.counted(),
                "This class, this name and this password do not belong together.");
    }

    /** Whether somebody who is signed in is who they say. */
    void demand(People.Account account, String password, Network from) {
        check(
                Optional.of(account),
                account.isPupil() ? pupils(password) : password,
                from,
                bound("failure of person " + account.id(), MANY),
                "failure of person " + account.id() + " from " + from.counted(),
                "This is not your password.");
    }

    private static String pupils(String password) {
        return password.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "-");
    }

    private People.Account check(
            Optional<People.Account> account,
            String password,
            Network from,
            Attempts.Bound ofAccount,
            String accountAndAddress,
            String sentence) {
        Tried tried = new Tried(account, ofAccount, bound(accountAndAddress, 1), from, sentence);
        return tried(tried, () -> isRight(password, account) ? account : Optional.empty());
    }

    private boolean isRight(String password, Optional<People.Account> account) {
        return passwords.isRight(password, account.map(People.Account::password));
    }

    /** Who somebody is by a password that is kept here, or else by one that a user pool keeps. */
    public sealed interface Known {
        record Here(People.Account account) implements Known {}

        record AtPool(Pool.Opened opened) implements Known {}
    }

    /** Both are asked, whoever it is: how long it takes tells nothing. */
    public Known checkWithPool(Email email, String password, Network from) {
        Optional<People.Account> account = people.find(email);
        Tried tried = new Tried(
                account,
                bound("failure of " + email.text(), MANY),
                bound("failure of " + email.text() + " from " + from.counted(), 1),
                from,
                "This e-mail address and this password do not belong together.");
        return tried(tried, () -> {
            Optional<Known> here = Optional.of(isRight(password, account))
                    .filter(right -> right)
                    .flatMap(_ -> account)
                    .map(Known.Here::new);
            return here.isPresent() ? here : pool.signIn(email, password).map(Known.AtPool::new);
        });
    }

    private record Tried(
            Optional<People.Account> account,
            Attempts.Bound ofAccount,
            Attempts.Bound ofBoth,
            Network from,
            String sentence) {}

    private <T> T tried(Tried tried, Supplier<Optional<T>> question) {
        Network from = tried.from;
        Attempts.Bound ofAddress = bound("failure from " + from.counted(), MANY);
        attempts.check(ofAddress, REFUSAL);
        if (tried.account.isEmpty() || !places.isKnown(tried.account.get().id(), from)) {
            attempts.check(tried.ofAccount, REFUSAL);
        }
        Attempts.Taken taken = attempts.take(tried.ofBoth, REFUSAL);
        Optional<T> answer = answer(question, taken);
        if (answer.isEmpty()) {
            attempts.write(ofAddress);
            attempts.write(tried.ofAccount);
            audit.note(Audit.What.SIGN_IN_FAILED, tried.account.map(People.Account::id), from, "");
            throw new RefusalException(new Refusal.NotSignedIn(tried.sentence));
        }
        attempts.forgive(tried.ofBoth);
        tried.account.ifPresent(account -> places.know(account.id(), from));
        return answer.get();
    }

    private <T> Optional<T> answer(Supplier<Optional<T>> question, Attempts.Taken taken) {
        try {
            return question.get();
        } catch (RefusalException busy) {
            attempts.forget(taken);
            throw busy;
        }
    }

    private Attempts.Bound bound(String subject, int times) {
        return new Attempts.Bound(subject, times * config.failures(), config.window());
    }
}
