package dev.carrel.server.account;

import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
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
    private final People people;
    private final Pending pending;
    private final Passwords passwords;
    private final Letters letters;
    private final Audit audit;
    private final AccountConfig config;
    private final TransactionTemplate transactions;

    SignUp(
            People people,
            Pending pending,
            Passwords passwords,
            Letters letters,
            Audit audit,
            AccountConfig config,
            TransactionTemplate transactions) {
        this.people = people;
        this.pending = pending;
        this.passwords = passwords;
        this.letters = letters;
        this.audit = audit;
        this.config = config;
        this.transactions = transactions;
    }

    UUID register(Email email, NewPassword password, Network from) {
        if (!config.open()) {
            throw new RefusalException(new Refusal.NotAllowed("Accounts are given out here: ask whoever runs this."));
        }
        letters.count(email, from);
        String hash = passwords.hash(password.text());
        Optional<UUID> owner = people.find(email).map(People.Account::id);
        String code = Pending.code();
        UUID id = pending.begin(
                new Pending.Wish(Pending.What.REGISTER, Optional.empty(), email, Optional.of(hash)),
                owner.isPresent() ? Optional.empty() : Optional.of(code));
        audit.note(Audit.What.REGISTRATION_BEGUN, owner, from, "");
        if (owner.isPresent()) {
            letters.isHereAlready(email);
        } else {
            letters.confirm(email, code);
        }
        return id;
    }

    People.Account confirm(UUID id, String code, Network from) {
        Optional<People.Account> made = Objects.requireNonNull(transactions.execute(_ -> pending.fulfil(
                        id, Pending.What.REGISTER, code)
                .flatMap(wish -> people.add(wish.email(), wish.password().orElseThrow(), PersonRole.STUDENT))));
        People.Account account = made.orElseThrow(Given::wrongCode);
        audit.note(Audit.What.REGISTERED, account.id(), from);
        return account;
    }
}
