package dev.carrel.server.guard;

import dev.carrel.server.platform.identity.Who;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has which tier. What was decided is kept line by line, with who decided it. */
@Component
class Tiers {
    static final String FIND = "select tier, ends from guard.tier where person = :person order by made desc limit 1";

    private final JdbcClient jdbc;
    private final Clock clock;

    Tiers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param ends null for what nobody has bounded */
    record Held(Tier tier, @Nullable Instant ends) {}

    static Held byRole(Who who) {
        return new Held(
                switch (who) {
                    case Who.Anonymous _ -> Tier.ANONYMOUS;
                    case Who.Person person -> Tier.of(person.role());
                },
                null);
    }

    /** By an admin, unless it is over. */
    Optional<Held> given(UUID person) {
        return jdbc.sql(FIND)
                .param("person", person)
                .query((row, _) -> {
                    String tier = row.getString("tier");
                    Timestamp ends = row.getTimestamp("ends");
                    return tier == null
                            ? Optional.<Held>empty()
                            : Optional.of(new Held(Tier.of(tier), ends == null ? null : ends.toInstant()));
                })
                .optional()
                .flatMap(held -> held)
                .filter(held -> held.ends == null || held.ends.isAfter(clock.instant()));
    }

    /** @param held null to let the role decide again */
    void give(UUID person, @Nullable Held held, UUID by) {
        jdbc.sql("""
                        insert into guard.tier (person, made, tier, ends, by)
                        values (:person, :made, :tier, :ends, :by)""")
                .param("person", person)
                .param("made", Timestamp.from(clock.instant()))
                .param("tier", held == null ? null : held.tier.wire())
                .param("ends", held == null || held.ends == null ? null : Timestamp.from(held.ends))
                .param("by", by)
                .update();
    }
}
