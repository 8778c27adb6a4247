package dev.carrel.server.account.signin;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.account.consent.Consents;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.account.person.Passwords;
import dev.carrel.server.account.person.Pending;
import dev.carrel.server.account.person.People;
import dev.carrel.server.account.person.Pool;
import dev.carrel.server.account.person.SignIn;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How somebody comes to another password, or another address; either way the owner gets a letter about it. */
@Component
class Recovery {
    private final People people;
    private final Consents consents;
    private final Pending pending;
    private final Pool pool;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Letters letters;
    private final Audit audit;
    private final TransactionTemplate transactions;

    Recovery(
            People people,
            Consents consents,
            Pending pending,
            Pool pool,
            Passwords passwords,
            SignIn signIn,
            Sessions sessions,
            Letters letters,
            Audit audit,
            TransactionTemplate transactions) {
        this.people = people;
        this.consents = consents;
        this.pending = pending;
        this.pool = pool;
        this.passwords = passwords;
        this.signIn = signIn;
        this.sessions = sessions;
        this.letters = letters;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The owner gets a code; for an address without an account it looks the same, and nobody gets anything. */
    UUID forgot(Email email, Network from) {
        Optional<People.Account> account = people.find(email);
        if (pool.isThere()
                && account.flatMap(one -> Optional.ofNullable(one.password())).isEmpty()) {
            return forgotAtPool(email, account.map(People.Account::id), from);
        }
        letters.count(email, from);
        Optional<UUID> owner = account.map(People.Account::id);
        String code = Pending.code();
        UUID id = pending.begin(
                new Pending.Wish(Pending.What.RESET, owner, email, Optional.empty()), owner.map(_ -> code));
        audit.note(Audit.What.PASSWORD_FORGOTTEN, owner, from, "");
        owner.ifPresent(_ -> letters.reset(email, code));
        return id;
    }

    /** The pool writes to whom it knows. */
    private UUID forgotAtPool(Email email, Optional<UUID> owner, Network from) {
        letters.countElsewhere(email, from);
        pool.forget(email);
        audit.note(Audit.What.PASSWORD_FORGOTTEN, owner, from, "");
        return pending.begin(new Pending.Wish(Pending.What.RESET, owner, email, Optional.empty()), Optional.empty());
    }

    private boolean resetAtPool(UUID id, String code, String written, Network from) {
        Optional<Pending.Wish> wish = pending.look(id, Pending.What.RESET)
                .filter(one -> pool.reset(one.email(), code, NewPassword.of(written, one.email())));
        wish.ifPresent(one -> {
            pending.take(id);
            one.person().ifPresent(person -> {
                sessions.endAll(person);
                audit.note(Audit.What.PASSWORD_CHANGED, person, from);
            });
        });
        return wish.isPresent();
    }

    /** Not before the code has proved right does anything cost much. */
    void reset(UUID id, String code, String written, Network from) {
        if (pool.isThere() && resetAtPool(id, code, written, from)) {
            return;
        }
        Optional<Pending.Wish> wish = Objects.requireNonNull(transactions.execute(_ -> {
            Optional<Pending.Wish> fulfilled = pending.fulfil(id, Pending.What.RESET, code);
            fulfilled.ifPresent(one -> setPassword(one.person().orElseThrow(), NewPassword.of(written, one.email())));
            return fulfilled;
        }));
        Pending.Wish done = wish.orElseThrow(Given::wrongCode);
        audit.note(Audit.What.PASSWORD_CHANGED, done.person().orElseThrow(), from);
        letters.passwordWasChanged(done.email());
    }

    private void setPassword(UUID person, NewPassword password) {
        people.setPassword(person, passwords.hash(password.text()));
        pending.forget(person);
        sessions.endAll(person);
    }

    /** Ends every session, this one among them: whoever knows the new password signs in again. */
    void change(Who.Person who, String old, String written, Network from) {
        Email email = emailOf(who);
        demandPassword(who);
        NewPassword chosen = NewPassword.of(written, email);
        signIn.check(email, old, from);
        transactions.executeWithoutResult(_ -> setPassword(who.id(), chosen));
        audit.note(Audit.What.PASSWORD_CHANGED, who.id(), from);
        letters.passwordWasChanged(email);
    }

    private void demandPassword(Who.Person who) {
        if (people.find(who.id()).map(People.Account::password).isEmpty()) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "This account has no password here: \"I forgot my password\" leads to another one.",
                    "no-password"));
        }
    }

    /** A child who knows the password does not get out of the sight of whoever consented. */
    private void demandOwnAddress(Who.Person who) {
        if (consents.isGuarded(who.id())) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "The address of this account is that of a guardian, and stays so while they decide.",
                    "guardian-address"));
        }
    }

    private Email emailOf(Who.Person who) {
        return people.find(who.id())
                .flatMap(account -> Optional.ofNullable(account.email()))
                .map(Email::new)
                .orElseThrow(() -> new RefusalException(new Refusal.NotAllowed(
                        "This account has no e-mail address: ask whoever gave it to you.", "no-email")));
    }

    UUID move(Who.Person who, Email to, String password, Network from) {
        demandPassword(who);
        demandOwnAddress(who);
        signIn.check(emailOf(who), password, from);
        letters.count(to, from);
        Optional<People.Account> other = people.find(to);
        String code = Pending.code();
        UUID id = pending.begin(
                new Pending.Wish(Pending.What.MOVE, Optional.of(who.id()), to, Optional.empty()),
                other.isPresent() ? Optional.empty() : Optional.of(code));
        audit.note(Audit.What.EMAIL_CHANGE_BEGUN, who.id(), from);
        if (other.isPresent()) {
            letters.isHereAlready(to);
        } else {
            letters.move(to, code);
        }
        return id;
    }

    void confirmMove(Who.Person who, UUID id, String code, Network from) {
        Email before = emailOf(who);
        boolean moved = Boolean.TRUE.equals(transactions.execute(_ -> pending.fulfil(id, Pending.What.MOVE, code)
                .filter(wish -> wish.person().equals(Optional.of(who.id())))
                .filter(wish -> people.setEmail(who.id(), wish.email()))
                .isPresent()));
        if (!moved) {
            throw Given.wrongCode();
        }
        audit.note(Audit.What.EMAIL_CHANGED, who.id(), from);
        letters.addressWasChanged(before);
    }
}
