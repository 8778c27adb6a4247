package dev.carrel.server.account.school;

import dev.carrel.server.account.consent.Consents;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.account.entry.WaysIn;
import dev.carrel.server.account.person.Classes;
import dev.carrel.server.account.person.Passwords;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Children in a class: known there by a pseudonym, and nowhere else by anything. */
@Component
public class Pupils {
    private static final int MOST_OF_ONE = 300;
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0,28}[\\p{L}\\p{M}\\p{N}]");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final People people;
    private final Passwords passwords;
    private final Consents consents;
    private final Sessions sessions;
    private final WaysIn ways;

    Pupils(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            People people,
            Passwords passwords,
            Consents consents,
            Sessions sessions,
            WaysIn ways) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.people = people;
        this.passwords = passwords;
        this.consents = consents;
        this.sessions = sessions;
        this.ways = ways;
    }

    /** @param password shown this once */
    record Made(UUID id, String name, String password) {}

    record Pupil(UUID id, String name) {}

    public static String name(String written) {
        String name = written.strip();
        if (!NAME.matcher(name).matches()) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "name",
                    "pseudonym",
                    "\"" + written + "\" is no name.",
                    "Take 2 to 30 letters and figures, such as Blue Fox 7; not the child's own name."));
        }
        return name;
    }

    Made make(Classes.SchoolClass at, String name, PupilPassword.Kind kind) {
        String password = PupilPassword.draw(kind);
        String hash = passwords.hash(password);
        UUID made = Objects.requireNonNull(transactions.execute(_ -> {
            UUID id = people.addPupil(at, name, hash, MOST_OF_ONE).orElseThrow(() -> taken(name));
            consents.ofSchool(id, at);
            return id;
        }));
        return new Made(made, name, password);
    }

    private static RefusalException taken(String name) {
        return new RefusalException(new Refusal.WrongRequest(
                "name",
                "taken",
                "The name \"" + name + "\" is taken in this class, or the class is full.",
                "Choose another name."));
    }

    List<Pupil> of(Classes.SchoolClass at) {
        return jdbc.sql("select id, name from account.person where class = :class order by lower(name)")
                .param("class", at.id())
                .query((found, _) -> new Pupil(found.getObject("id", UUID.class), found.getString("name")))
                .list();
    }

    Optional<Pupil> find(Classes.SchoolClass at, UUID id) {
        return of(at).stream().filter(pupil -> pupil.id.equals(id)).findFirst();
    }

    /** Ends every session as well, and closes what else opens the account: an age-mate may have been in it. */
    Made another(Pupil pupil, PupilPassword.Kind kind) {
        String password = PupilPassword.draw(kind);
        String hash = passwords.hash(password);
        transactions.executeWithoutResult(_ -> {
            people.setPassword(pupil.id, hash);
            people.keep(pupil.id);
            sessions.endAll(pupil.id);
            ways.closeAll(pupil.id);
        });
        return new Made(pupil.id, pupil.name, password);
    }
}
