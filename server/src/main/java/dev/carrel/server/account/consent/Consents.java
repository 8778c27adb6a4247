package dev.carrel.server.account.consent;

import dev.carrel.server.account.person.Classes;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who consented for a child: kept as long as the child's account, as the law wants it shown. */
@Component
public class Consents {
    private final JdbcClient jdbc;
    private final Papers papers;
    private final Clock clock;

    Consents(JdbcClient jdbc, Papers papers, Clock clock) {
        this.jdbc = jdbc;
        this.papers = papers;
        this.clock = clock;
    }

    /** Whether a guardian decides for them still. */
    public boolean isGuarded(UUID person) {
        return jdbc.sql("""
                        select exists (select from account.consent c join account.person p on p.id = c.person
                        where p.id = :person and c.kind = 'guardian' and p.band in ('u13', '13-15'))""").param("person", person).query(Boolean.class).single();
    }

    public void ofGuardian(UUID child) {
        keep(child, "guardian", Optional.empty());
    }

    /** By a teacher, for the school, for education only. */
    public void ofSchool(UUID child, Classes.SchoolClass at) {
        keep(child, "school", Optional.of(at));
    }

    private void keep(UUID child, String kind, Optional<Classes.SchoolClass> at) {
        jdbc.sql("""
                        insert into account.consent (id, person, kind, teacher, class, privacy, at)
                        values (:id, :person, :kind, :teacher, :class, :privacy, :at)""")
                .param("id", UUID.randomUUID())
                .param("person", child)
                .param("kind", kind)
                .param("teacher", at.map(Classes.SchoolClass::teacher).orElse(null))
                .param("class", at.map(Classes.SchoolClass::id).orElse(null))
                .param("privacy", papers.version(Papers.PRIVACY))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
