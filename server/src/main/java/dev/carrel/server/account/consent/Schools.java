package dev.carrel.server.account.consent;

import dev.carrel.server.account.Email;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.person.Classes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Schools, asked anew by their teachers when another privacy notice holds: for a whole class at once. */
@Component
public class Schools {
    /** A class {@code c} of which nothing stands was made before that was kept: what stands with its pupils holds. */
    private static final String AGREED_TO = """
            coalesce(c.privacy, (select max(o.privacy) from account.person p
                join account.consent o on o.person = p.id and o.class = c.id where p.class = c.id))""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Papers papers;
    private final Consents consents;
    private final Anew anew;
    private final Letters letters;
    private final Clock clock;

    Schools(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Papers papers,
            Consents consents,
            Anew anew,
            Letters letters,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.papers = papers;
        this.consents = consents;
        this.anew = anew;
        this.letters = letters;
        this.clock = clock;
    }

    private record Asked(String name, @Nullable String email) {}

    void ask() {
        transactions.executeWithoutResult(_ -> jdbc.sql("""
                        update account.class c set asked_for = :privacy, asked = :now from account.person t
                        where t.id = c.teacher and %s is distinct from :privacy
                        and c.asked_for is distinct from :privacy returning c.name, t.email""".formatted(AGREED_TO))
                .param("privacy", privacy())
                .param("now", Timestamp.from(clock.instant()))
                .query((found, _) -> new Asked(found.getString("name"), found.getString("email")))
                .list()
                .forEach(this::write));
    }

    private void write(Asked asked) {
        if (asked.email != null && letters.goOut()) {
            letters.askSchoolAnew(new Email(asked.email), asked.name, Anew.TIME);
        }
    }

    public String privacy() {
        return papers.version(Papers.PRIVACY);
    }

    /** Until when what the school said counts; empty where it has agreed to what holds. */
    public Optional<Instant> until(Classes.SchoolClass at) {
        return jdbc.sql("""
                        select coalesce(case when c.asked_for = :privacy then c.asked end, :now) as asked
                        from account.class c where c.id = :id and %s is distinct from :privacy""".formatted(AGREED_TO))
                .param("privacy", privacy())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", at.id())
                .query((found, _) -> found.getTimestamp("asked").toInstant().plus(Anew.TIME))
                .optional();
    }

    /** The school agrees to what holds, for all who are in the class. */
    public void consent(Classes.SchoolClass at) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("update account.class set privacy = :privacy where id = :id")
                    .param("privacy", privacy())
                    .param("id", at.id())
                    .update();
            jdbc.sql("select id from account.person where class = :id")
                    .param("id", at.id())
                    .query(UUID.class)
                    .list()
                    .forEach(pupil -> consents.ofSchool(pupil, at));
        });
        anew.answered();
    }
}
