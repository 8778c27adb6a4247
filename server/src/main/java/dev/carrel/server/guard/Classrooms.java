package dev.carrel.server.guard;

import dev.carrel.server.platform.identity.Circle;
import dev.carrel.server.platform.identity.Company;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Classes in which a lesson is on: whoever is a pupil there meanwhile has the tier of a classroom. */
@Component
class Classrooms {
    static final String FIND = "select ends from guard.classroom where class = :class and ends > :now";
    static final String DROP_OVER = "delete from guard.classroom where ends <= :now";

    private final JdbcClient jdbc;
    private final Company company;
    private final Clock clock;

    Classrooms(JdbcClient jdbc, Company company, Clock clock) {
        this.jdbc = jdbc;
        this.company = company;
        this.clock = clock;
    }

    Optional<Tiers.Held> of(Who.Person person) {
        if (person.role() != PersonRole.STUDENT) {
            return Optional.empty();
        }
        return switch (company.circleOf(person.id())) {
            case Circle.OneClass(UUID id) -> ends(id).map(ends -> new Tiers.Held(Tier.CLASSROOM, ends));
            case Circle.Everybody _, Circle.Nobody _ -> Optional.empty();
        };
    }

    /** When the lesson is over that is on. */
    Optional<Instant> ends(UUID schoolClass) {
        return jdbc.sql(FIND)
                .param("class", schoolClass)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, _) -> row.getTimestamp("ends").toInstant())
                .optional();
    }

    void lastUntil(UUID schoolClass, Instant ends, UUID by) {
        jdbc.sql("""
                        insert into guard.classroom (class, ends, by) values (:class, :ends, :by)
                        on conflict (class) do update set ends = excluded.ends, by = excluded.by""")
                .param("class", schoolClass)
                .param("ends", Timestamp.from(ends))
                .param("by", by)
                .update();
        jdbc.sql(DROP_OVER).param("now", Timestamp.from(clock.instant())).update();
    }
}
