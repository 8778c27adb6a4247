package dev.carrel.server.account.signin;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Age;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.account.consent.Consents;
import dev.carrel.server.account.consent.Papers;
import dev.carrel.server.account.entry.Logins;
import dev.carrel.server.account.person.Passwords;
import dev.carrel.server.account.person.Pending;
import dev.carrel.server.account.person.People;
import dev.carrel.server.account.person.Pool;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How somebody comes to an account: an address and a password, then the code of a letter to that address. Whoever asks
 * never learns whether the address has an account; its owner does, by the letter.
 */
@Component
class SignUp {
    /** The page that has a button for each provider. */
    private static final String SIGN_IN = "/sign-in";

    private final People people;
    private final Pending pending;
    private final Pool pool;
    private final Logins logins;
    private final Passwords passwords;
    private final Papers papers;
    private final Consents consents;
    private final Letters letters;
    private final Audit audit;
    private final AccountConfig config;
    private final TransactionTemplate transactions;

    SignUp(
            People people,
            Pending pending,
            Pool pool,
            Logins logins,
            Passwords passwords,
            Papers papers,
            Consents consents,
            Letters letters,
            Audit audit,
            AccountConfig config,
            TransactionTemplate transactions) {
        this.people = people;
        this.pending = pending;
        this.pool = pool;
        this.logins = logins;
        this.passwords = passwords;
        this.papers = papers;
        this.consents = consents;
        this.letters = letters;
        this.audit = audit;
        this.config = config;
        this.transactions = transactions;
    }

    /** @param email of a guardian, where one must consent */
    UUID register(Email email, NewPassword password, Age age, Map<String, String> accepted, Network from) {
        demandOpen();
        papers.demand(accepted);
        if (pool.isThere()) {
            return registerAtPool(email, password, new Pending.Newcomer(null, age, accepted), from);
        }
        letters.count(email, from);
        Pending.Newcomer newcomer = new Pending.Newcomer(passwords.hash(password.text()), age, accepted);
        Optional<UUID> owner = people.find(email).map(People.Account::id);
        String code = Pending.code();
        UUID id = pending.begin(
                new Pending.Wish(Pending.What.REGISTER, Optional.empty(), email, Optional.of(newcomer)),
                owner.isPresent() ? Optional.empty() : Optional.of(code));
        audit.note(Audit.What.REGISTRATION_BEGUN, owner, from, "");
        if (owner.isPresent()) {
            letters.isHereAlready(email);
        } else if (age.guardian()) {
            letters.askGuardian(email, code);
        } else {
            letters.confirm(email, code);
        }
        return id;
    }

    /** Refuses where nobody makes an account here by themselves. */
    private void demandOpen() {
        switch (config.registration()) {
            case OPEN -> {}
            case CLOSED ->
                throw new RefusalException(
                        new Refusal.NotAllowed("Accounts are given out here: ask whoever runs this.", "given-out"));
            case PROVIDER ->
                throw new RefusalException(
                        new Refusal.Elsewhere("Accounts come by another sign-in here: open the address.", SIGN_IN));
        }
    }

    /** The pool writes the letter; where it has somebody, or this service has, it looks the same. */
    private UUID registerAtPool(Email email, NewPassword password, Pending.Newcomer newcomer, Network from) {
        if (newcomer.age().guardian()) {
            throw Age.guardianFirst();
        }
        letters.countElsewhere(email, from);
        Optional<UUID> owner = people.find(email).map(People.Account::id);
        Optional<String> subject = pool.signUp(email, password);
        audit.note(Audit.What.REGISTRATION_BEGUN, owner, from, "");
        if (owner.isPresent() || subject.isEmpty()) {
            letters.tellOwner(email);
        }
        return pending.begin(
                new Pending.Wish(Pending.What.REGISTER, Optional.empty(), email, Optional.of(newcomer), subject),
                Optional.empty());
    }

    private Optional<People.Account> confirmAtPool(UUID id, String code) {
        Optional<Pending.Wish> wish = pending.look(id, Pending.What.REGISTER)
                .filter(one -> one.subject().isPresent() && pool.confirm(one.email(), code));
        return Objects.requireNonNull(transactions.execute(_ -> wish.filter(_ -> pending.take(id))
                .flatMap(one -> {
                    Pending.Newcomer newcomer = one.newcomer().orElseThrow();
                    Optional<People.Account> made = people.addByProvider(
                            one.email(), PersonRole.STUDENT, newcomer.age().band());
                    made.ifPresent(account -> {
                        logins.add(
                                account.id(),
                                pool.provider().id(),
                                pool.identity(one.subject().orElseThrow(), one.email()));
                        papers.accept(account.id(), newcomer.accepted());
                    });
                    return made;
                })));
    }

    /** @param guardian whether whoever confirms says that they are a guardian and consent */
    People.Account confirm(UUID id, String code, boolean guardian, Network from) {
        if (config.registration() == AccountConfig.Registration.PROVIDER) {
            demandOpen();
        }
        Optional<People.Account> made = pool.isThere()
                ? confirmAtPool(id, code)
                : Objects.requireNonNull(transactions.execute(_ ->
                        pending.fulfil(id, Pending.What.REGISTER, code).flatMap(wish -> add(wish, guardian, from))));
        People.Account account = made.orElseThrow(Given::wrongCode);
        audit.note(Audit.What.REGISTERED, account.id(), from);
        return account;
    }

    private Optional<People.Account> add(Pending.Wish wish, boolean guardian, Network from) {
        Pending.Newcomer newcomer = wish.newcomer().orElseThrow();
        if (newcomer.age().guardian() && !guardian) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "guardianConsents",
                    "guardian",
                    "Whoever gets this account is too young to decide alone: a guardian must consent.",
                    "If you are their guardian and consent, send true."));
        }
        Optional<People.Account> made = people.add(
                wish.email(),
                Objects.requireNonNull(newcomer.password()),
                newcomer.age().band());
        made.ifPresent(account -> {
            papers.accept(account.id(), newcomer.accepted());
            if (newcomer.age().guardian()) {
                consents.ofGuardian(account.id());
                audit.note(Audit.What.GUARDIAN_CONSENTED, account.id(), from);
            }
        });
        return made;
    }
}
