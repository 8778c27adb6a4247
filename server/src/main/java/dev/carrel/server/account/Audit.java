package dev.carrel.server.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to accounts, for good: the table takes new lines and lets none be changed. */
@Component
public class Audit {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is noted. */
    public enum What {
        LOGIN_CONNECTED,
        LOGIN_REMOVED,
        PASSKEY_MADE,
        PASSKEY_REMOVED,
        AGE_ANSWERED,
        REGISTRATION_BEGUN,
        REGISTERED,
        SIGNED_IN,
        SIGN_IN_FAILED,
        SIGNED_OUT,
        SIGNED_OUT_EVERYWHERE,
        REFRESH_CAME_TWICE,
        PASSWORD_FORGOTTEN,
        PASSWORD_CHANGED,
        EMAIL_CHANGE_BEGUN,
        EMAIL_CHANGED,
        KEY_MADE,
        KEY_REVOKED,
        FIRST_ADMIN_MADE,
        ADMIN_MADE,
        ROLE_GRANTED,
        PAPERS_ACCEPTED,
        GUARDIAN_CONSENTED,
        GUARDIAN_ASKED,
        SCHOOL_CONSENTED,
        CLASS_MADE,
        PUPIL_MADE,
        CLASS_ENDED,
        EXPORTED,
        DELETION_BEGUN,
        DELETION_UNDONE,
        DELETED,
        RETENTION_PAUSED,
        RETENTION_RESUMED,
        RETENTION_WARNED,
        RETENTION_ERASED,
        HOLD_MADE,
        HOLD_LIFTED;

        private String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it happened to somebody within that time. */
    public boolean has(What what, UUID person, Duration within) {
        return jdbc.sql(
                        "select exists (select from account.audit where person = :person and what = :what and at > :since)")
                .param("person", person)
                .param("what", what.wire())
                .param("since", Timestamp.from(clock.instant().minus(within)))
                .query(Boolean.class)
                .single();
    }

    public void note(What what, UUID person, Network from) {
        note(what, Optional.of(person), from, "");
    }

    /** @param person empty when it concerns nobody whom we know */
    public void note(What what, Optional<UUID> person, Network from, String detail) {
        jdbc.sql("""
                        insert into account.audit (id, at, what, person, network, detail)
                        values (:id, :at, :what, :person, :network, :detail)""")
                .param("id", UUID.randomUUID())
                .param("at", Timestamp.from(clock.instant()))
                .param("what", what.wire())
                .param("person", person.orElse(null))
                .param("network", from.noted())
                .param("detail", detail)
                .update();
    }
}
