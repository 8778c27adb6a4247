package dev.carrel.server.account.going;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.platform.health.Remembered;
import dev.carrel.server.platform.identity.Belongings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What minors have not used for thirty days goes. Each is warned a week before, and what they used meanwhile stays:
 * both looks ask anew. An admin sees what would go before it does, may keep what the law wants kept, and may pause it
 * all, which everybody can see who asks for the health of the service.
 */
@Component
class Retention implements Dependency {
    /** How long before something goes its owner is warned. */
    static final Duration WARNING = Duration.ofDays(7);

    private static final State NOT_YET = new State(true, "on", "Whether it is paused is not known yet.");

    private final JdbcClient jdbc;
    private final List<Belongings> belongings;
    private final Holds holds;
    private final Letters letters;
    private final Audit audit;
    private final AccountConfig config;
    private final Clock clock;
    private final Remembered state = new Remembered(NOT_YET, this::found);

    Retention(
            JdbcClient jdbc,
            List<Belongings> belongings,
            Holds holds,
            Letters letters,
            Audit audit,
            AccountConfig config,
            Clock clock) {
        this.jdbc = jdbc;
        this.belongings = List.copyOf(belongings);
        this.holds = holds;
        this.letters = letters;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /** @param warned null for whoever has not been */
    private record Minor(
            UUID id, @Nullable String email, @Nullable Instant warned) {}

    /** How many things of one kind, of how many people. */
    record Due(String what, long people, long things) {}

    /** Why nothing goes. */
    record Pause(String reason, UUID by, Instant began) {}

    Optional<Pause> pause() {
        return jdbc.sql("select reason, by, began from account.pause where ended is null")
                .query((found, _) -> new Pause(
                        found.getString("reason"),
                        found.getObject("by", UUID.class),
                        found.getTimestamp("began").toInstant()))
                .optional();
    }

    void pause(String reason, UUID by, Network from) {
        int begun = jdbc.sql("""
                        insert into account.pause (id, reason, by, began) values (:id, :reason, :by, :began)
                        on conflict do nothing""")
                .param("id", UUID.randomUUID())
                .param("reason", reason)
                .param("by", by)
                .param("began", Timestamp.from(clock.instant()))
                .update();
        if (begun == 1) {
            audit.note(Audit.What.RETENTION_PAUSED, Optional.of(by), from, reason);
            state.look();
        }
    }

    void resume(UUID by, Network from) {
        int ended = jdbc.sql("update account.pause set ended = :now where ended is null")
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (ended == 1) {
            audit.note(Audit.What.RETENTION_RESUMED, by, from);
            state.look();
        }
    }

    /** What would go if this were the hour in which it does; holds are left out. */
    List<Due> preview() {
        Instant then = clock.instant().minus(config.minors());
        List<UUID> minors =
                minors().stream().map(Minor::id).filter(id -> !holds.holds(id)).toList();
        List<Due> due = new ArrayList<>();
        for (Belongings one : belongings) {
            List<Long> counts = minors.stream()
                    .map(id -> one.unusedSince(id, then))
                    .filter(count -> count > 0)
                    .toList();
            due.add(new Due(
                    one.name(),
                    counts.size(),
                    counts.stream().mapToLong(Long::longValue).sum()));
        }
        return due;
    }

    private List<Minor> minors() {
        return jdbc.sql("select id, email, warned from account.person where band <> 'adult'")
                .query((found, _) -> new Minor(
                        found.getObject("id", UUID.class),
                        found.getString("email"),
                        Optional.ofNullable(found.getTimestamp("warned"))
                                .map(Timestamp::toInstant)
                                .orElse(null)))
                .list();
    }

    /** Warns whom it is time to warn, and lets go what went unused in spite of it. */
    void tend() {
        if (config.forgetsMinors() && pause().isEmpty()) {
            minors().stream().filter(minor -> !holds.holds(minor.id)).forEach(this::tend);
        }
    }

    private void tend(Minor minor) {
        Instant now = clock.instant();
        Instant over = now.minus(config.minors());
        if (unused(minor, over.plus(WARNING)) == 0) {
            if (minor.warned != null) {
                setWarned(minor, null);
            }
        } else if (minor.warned == null) {
            setWarned(minor, now);
            audit.note(Audit.What.RETENTION_WARNED, minor.id, Network.CONSOLE);
            if (minor.email != null) {
                letters.goesSoon(new Email(minor.email), WARNING);
            }
        } else if (!now.isBefore(minor.warned.plus(WARNING)) && unused(minor, over) > 0) {
            belongings.forEach(one -> one.eraseUnusedSince(minor.id, over));
            audit.note(Audit.What.RETENTION_ERASED, minor.id, Network.CONSOLE);
        }
    }

    private long unused(Minor minor, Instant then) {
        return belongings.stream()
                .mapToLong(one -> one.unusedSince(minor.id, then))
                .sum();
    }

    private void setWarned(Minor minor, @Nullable Instant at) {
        jdbc.sql("update account.person set warned = cast(:at as timestamptz) where id = :id")
                .param("at", at == null ? null : Timestamp.from(at))
                .param("id", minor.id)
                .update();
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public boolean isVital() {
        return false;
    }

    @Override
    public State state() {
        return state.state();
    }

    private State found() {
        if (!config.forgetsMinors()) {
            return new State(true, "off", "What minors do not use is kept: this was configured.");
        }
        try {
            return pause().map(pause -> new State(
                            true, "paused", "Paused by an admin since " + pause.began + "; nothing of minors goes."))
                    .orElseGet(() -> new State(true, "on", "What minors do not use goes in time."));
        } catch (DataAccessException e) {
            return new State(false, "on", "The database does not say whether it is paused.");
        }
    }
}
