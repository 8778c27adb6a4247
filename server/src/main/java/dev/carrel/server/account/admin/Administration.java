package dev.carrel.server.account.admin;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.account.entry.WaysIn;
import dev.carrel.server.account.person.Passwords;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.transaction.support.TransactionTemplate;

/** What whoever has the machine may do to accounts, without one. Everything is noted, as done at the console. */
@NamedInterface("admin")
public final class Administration {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final People people;
    private final Audit audit;

    public Administration(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.people = new People(jdbc, clock);
        this.audit = new Audit(jdbc, clock);
    }

    /** The e-mail addresses of all admins. */
    public List<String> admins() {
        return people.admins().stream()
                .map(admin -> String.valueOf(admin.email()))
                .toList();
    }

    public void create(String address, String password) {
        Email email = Email.of(address);
        String hash = new Passwords().hash(NewPassword.of(password, email).text());
        People.Account made = people.addAdmin(email, hash)
                .orElseThrow(() -> new RefusalException(new Refusal.NotAllowed(
                        "This address has an account already: carrel admin role " + email.text() + " admin")));
        audit.note(Audit.What.ADMIN_MADE, made.id(), Network.CONSOLE);
    }

    /**
     * Ends every session as well.
     *
     * @param alone whether nothing else is to open the account any more
     * @return whether something else still does
     */
    public boolean setPassword(String address, String password, boolean alone) {
        Email email = Email.of(address);
        UUID person = find(email).id();
        String hash = new Passwords().hash(NewPassword.of(password, email).text());
        transactions.executeWithoutResult(_ -> {
            people.setPassword(person, hash);
            Sessions.endAll(jdbc, clock, person);
            if (alone) {
                WaysIn.closeAll(jdbc, person);
            }
            audit.note(Audit.What.PASSWORD_CHANGED, Optional.of(person), Network.CONSOLE, alone ? "alone" : "");
        });
        return WaysIn.besides(jdbc, person).values().stream().anyMatch(many -> many > 0);
    }

    public void grant(String address, String role) {
        UUID person = find(Email.of(address)).id();
        PersonRole granted;
        try {
            granted = PersonRole.of(role);
        } catch (IllegalArgumentException e) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "role", "role", "There is no role \"" + role + "\".", "Take student, teacher or admin."));
        }
        transactions.executeWithoutResult(_ -> {
            people.setRole(person, granted);
            audit.note(Audit.What.ROLE_GRANTED, Optional.of(person), Network.CONSOLE, granted.wire());
        });
    }

    public UUID id(String address) {
        return find(Email.of(address)).id();
    }

    /** What is known of somebody, by name, to be shown in this order. */
    public static Map<String, String> told(JdbcClient jdbc, UUID person) {
        People.Account account =
                new People(jdbc, Clock.systemUTC()).find(person).orElseThrow(Administration::unknown);
        Instant created = account.created().truncatedTo(ChronoUnit.SECONDS);
        long sessions = jdbc.sql(
                        "select count(*) from account.session where person = :id and ended is null and ends > now()")
                .param("id", person)
                .query(Long.class)
                .single();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("id", person.toString());
        told.put("email", String.valueOf(account.email()));
        told.put("role", account.role().wire());
        told.put("since", created.toString());
        told.put("sessions", Long.toString(sessions));
        WaysIn.besides(jdbc, person).forEach((way, many) -> told.put(way, Long.toString(many)));
        return told;
    }

    private People.Account find(Email email) {
        return people.find(email).orElseThrow(Administration::unknown);
    }

    private static RefusalException unknown() {
        return new RefusalException(new Refusal.NotFound("Nobody has an account with this address."));
    }
}
