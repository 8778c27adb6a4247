package dev.carrel.server.account.consent;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.carrel.server.account.Fresh;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whoever consented for a child is asked anew when other papers hold. Until they answer the old consent counts, but no
 * longer than the papers say; then the account rests: it opens to be seen, exported and deleted, and for nothing else.
 */
@Component
public class Anew {
    /** As the privacy notice says. */
    static final Duration TIME = Duration.ofDays(42);

    private final JdbcClient jdbc;
    private final Papers papers;
    private final Clock clock;
    private final Fresh<UUID, Boolean> known;

    Anew(JdbcClient jdbc, Papers papers, Clock clock) {
        this.jdbc = jdbc;
        this.papers = papers;
        this.clock = clock;
        this.known = new Fresh<>(clock);
    }

    /** Who is asked. */
    public enum Whom {
        GUARDIAN,
        SCHOOL;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param until how long the old consent counts */
    public record Question(Whom whom, Instant until) {}

    private record Child(boolean guarded, boolean school, boolean current, Optional<Instant> asked) {}

    public Optional<Question> of(UUID person) {
        return jdbc.sql("""
                        select class.id is not null as school,
                            coalesce(class.privacy, (
                                select max(o.privacy) from account.consent o where o.person = p.id and o.class = p.class))
                                is not distinct from :privacy as current,
                            p.band in ('u13', '13-15') and exists (
                                select from account.consent where person = p.id and kind = 'guardian') as guarded,
                            case when class.id is null then letter.first
                                when class.asked_for = :privacy then class.asked end as asked
                        from account.person p
                        left join account.class on class.id = p.class
                        left join account.guardian_letter letter on letter.person = p.id and letter.versions = :versions
                        where p.id = :person""")
                .param("privacy", papers.version(Papers.PRIVACY))
                .param("versions", papers.versions().toString())
                .param("person", person)
                .query(Anew::child)
                .optional()
                .flatMap(child -> whom(person, child)
                        .map(whom -> new Question(
                                whom, child.asked.orElseGet(clock::instant).plus(TIME))));
    }

    private static Child child(ResultSet found, int n) throws SQLException {
        return new Child(
                found.getBoolean("guarded"),
                found.getBoolean("school"),
                found.getBoolean("current"),
                Optional.ofNullable(found.getTimestamp("asked")).map(Timestamp::toInstant));
    }

    private Optional<Whom> whom(UUID person, Child child) {
        if (child.school) {
            return child.current ? Optional.empty() : Optional.of(Whom.SCHOOL);
        }
        return child.guarded && !papers.open(person).isEmpty() ? Optional.of(Whom.GUARDIAN) : Optional.empty();
    }

    /** Whether nobody answered in time. */
    public boolean rests(UUID person) {
        return known.get(
                        person,
                        () -> Optional.of(of(person)
                                .filter(question -> !clock.instant().isBefore(question.until))
                                .isPresent()))
                .orElse(false);
    }

    void answered() {
        known.forget();
    }
}
