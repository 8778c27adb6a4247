package dev.carrel.server.account;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether a password is the right one, asked by people and by machines that guess. Wrong ones are counted for account
 * and address together, so that nobody can lock an owner out from elsewhere; for an address as a whole; and for an
 * account as a whole, except from where its owner has signed in before.
 */
@Component
class SignIn {
    private static final int MANY = 20;
    private static final String REFUSAL = "Too many wrong passwords; try again later, or ask for a new password.";

    private final People people;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Places places;
    private final Audit audit;
    private final AccountConfig config;

    SignIn(People people, Passwords passwords, Attempts attempts, Places places, Audit audit, AccountConfig config) {
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
        this.places = places;
        this.audit = audit;
        this.config = config;
    }

    /** Whose password this is. */
    People.Account check(Email email, String password, Network from) {
        Attempts.Bound ofAddress = bound("failure from " + from.counted(), MANY);
        Attempts.Bound ofAccount = bound("failure of " + email.text(), MANY);
        Attempts.Bound ofBoth = bound("failure of " + email.text() + " from " + from.counted(), 1);
        attempts.check(ofAddress, REFUSAL);
        if (!places.isKnown(email, from)) {
            attempts.check(ofAccount, REFUSAL);
        }
        Attempts.Taken taken = attempts.take(ofBoth, REFUSAL);
        Optional<People.Account> account = people.find(email);
        if (!isRight(password, account, taken)) {
            attempts.write(ofAddress);
            attempts.write(ofAccount);
            audit.note(Audit.What.SIGN_IN_FAILED, account.map(People.Account::id), from, "");
            throw new RefusalException(
                    new Refusal.NotSignedIn("This e-mail address and this password do not belong together."));
        }
        attempts.forgive(ofBoth);
        places.know(account.orElseThrow().id(), from);
        return account.orElseThrow();
    }

    private Attempts.Bound bound(String subject, int times) {
        return new Attempts.Bound(subject, times * config.failures(), config.window());
    }

    private boolean isRight(String password, Optional<People.Account> account, Attempts.Taken taken) {
        try {
            return passwords.isRight(password, account.map(People.Account::password));
        } catch (RefusalException busy) {
            attempts.forget(taken);
            throw busy;
        }
    }
}
