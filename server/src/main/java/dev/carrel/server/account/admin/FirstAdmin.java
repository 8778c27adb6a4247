package dev.carrel.server.account.admin;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.person.Passwords;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a service that nobody runs yet comes to its first admin: whoever sees what it prints holds a token, which is good
 * once, for a while, and only as long as there is no admin.
 */
@Component
@NamedInterface("admin")
public class FirstAdmin {
    /** How long an invitation is good. */
    public static final Duration GOOD = Duration.ofHours(24);

    private static final String NO_ADMIN = "not exists (select from account.person where role = 'admin')";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final People people;
    private final Passwords passwords;
    private final Audit audit;
    private final Clock clock;

    FirstAdmin(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            People people,
            Passwords passwords,
            Audit audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** A token, to be shown once; empty when there is an admin. */
    public Optional<String> invite() {
        Secret token = Secret.random("");
        int made = jdbc.sql("insert into account.setup (hash, ends) select :hash, :ends where " + NO_ADMIN)
                .param("hash", token.hash())
                .param("ends", Timestamp.from(clock.instant().plus(GOOD)))
                .update();
        return made == 1 ? Optional.of(token.text()) : Optional.empty();
    }

    People.Account accept(Secret token, Email email, NewPassword password, Network from) {
        demand(token);
        String hash = passwords.hash(password.text());
        People.Account made = Objects.requireNonNull(transactions.execute(_ -> {
            jdbc.sql("lock table account.setup in exclusive mode").update();
            demand(token);
            People.Account admin = people.addAdmin(email, hash)
                    .orElseThrow(() -> new RefusalException(new Refusal.NotAllowed(
                            "This address has an account already: on the machine, carrel admin role makes it an admin.",
                            "admin-here")));
            jdbc.sql("delete from account.setup").update();
            return admin;
        }));
        audit.note(Audit.What.FIRST_ADMIN_MADE, made.id(), from);
        return made;
    }

    private void demand(Secret token) {
        boolean good = jdbc.sql(
                        "select exists (select from account.setup where hash = :hash and ends > :now) and " + NO_ADMIN)
                .param("hash", token.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
        if (!good) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "This link is wrong, was used, or is too old: a start of the service without an admin prints another.",
                    "set-up-link"));
        }
    }
}
