package dev.carrel.server.account.going;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.credential.ApiKeys;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.platform.identity.Belongings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How people go. Whoever wants to go is signed out at once and gone after a time of grace, unless they sign in before
 * it is over: then they stay. What is under a hold stays until it is lifted.
 */
@Component
public class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final List<Belongings> belongings;
    private final Holds holds;
    private final Letters letters;
    private final Audit audit;
    private final AccountConfig config;
    private final Clock clock;

    Farewell(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Sessions sessions,
            ApiKeys keys,
            List<Belongings> belongings,
            Holds holds,
            Letters letters,
            Audit audit,
            AccountConfig config,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.sessions = sessions;
        this.keys = keys;
        this.belongings = List.copyOf(belongings);
        this.holds = holds;
        this.letters = letters;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /** @return when they will be gone */
    public Instant begin(UUID person, @Nullable String email, Network from) {
        Instant gone = clock.instant().plus(config.grace());
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("update account.person set going = :going where id = :id")
                    .param("going", Timestamp.from(gone))
                    .param("id", person)
                    .update();
            keys.revokeAll(person);
            sessions.endAll(person);
            audit.note(Audit.What.DELETION_BEGUN, person, from);
        });
        if (email != null) {
            letters.isGoing(new Email(email), gone);
        }
        return gone;
    }

    /** Whoever signs in stays; of a pupil that is for the teacher to say. */
    public void stay(UUID person, Network from) {
        int stayed = jdbc.sql(
                        "update account.person set going = null where id = :id and going is not null and class is null")
                .param("id", person)
                .update();
        if (stayed == 1) {
            audit.note(Audit.What.DELETION_UNDONE, person, from);
        }
    }

    /** @return how many have gone */
    int tend() {
        List<UUID> due = jdbc.sql("select id from account.person where going < :now")
                .param("now", Timestamp.from(clock.instant()))
                .query((found, _) -> found.getObject("id", UUID.class))
                .list();
        int gone = 0;
        for (UUID person : due) {
            if (!holds.holds(person) && erase(person)) {
                gone++;
            }
        }
        jdbc.sql("""
                        delete from account.class where join_until = 'epoch'
                        and not exists (select from account.person where class = account.class.id)""").update();
        return gone;
    }

    private boolean erase(UUID person) {
        boolean whole = true;
        for (Belongings one : belongings) {
            whole &= one.erase(person);
        }
        if (!whole) {
            LOG.info("somebody who goes has something under way; they are gone at the next look");
            return false;
        }
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(
                            "delete from account.class where teacher = :id and not exists (select from account.person where class = account.class.id)")
                    .param("id", person)
                    .update();
            jdbc.sql("delete from account.person where id = :id and going < :now")
                    .param("id", person)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            audit.note(Audit.What.DELETED, Optional.of(person), Network.CONSOLE, "");
        });
        return true;
    }
}
