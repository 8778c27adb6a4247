package dev.carrel.server.account.person;

import dev.carrel.server.account.Band;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Classes of schools, each with a teacher and a code by which its pupils find it. */
@Component
public class Classes {
    static final int MOST_OF_ONE = 50;
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int CODE_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FIND =
            "select id, teacher, name, code, band, made, join_until from account.class where ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Classes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param joinUntil until when somebody who has the code may become a pupil */
    public record SchoolClass(
            UUID id, UUID teacher, String name, String code, Band band, Instant made, Instant joinUntil) {
        /** Its pupils go, and it goes with the last. */
        public boolean isEnded() {
            return joinUntil.equals(Instant.EPOCH);
        }
    }

    /**
     * @param privacy the version of the privacy notice to which the school consents
     * @return empty when the teacher has as many as one may have
     */
    public Optional<SchoolClass> make(UUID teacher, String name, Band band, Instant joinUntil, String privacy) {
        SchoolClass made = new SchoolClass(UUID.randomUUID(), teacher, name, code(), band, clock.instant(), joinUntil);
        int n = jdbc.sql("""
                        insert into account.class (id, teacher, name, code, band, made, join_until, privacy)
                        select :id, :teacher, :name, :code, :band, :made, :until, :privacy
                        where (select count(*) from account.class where teacher = :teacher) < :most""")
                .param("id", made.id)
                .param("teacher", teacher)
                .param("name", name)
                .param("code", made.code)
                .param("band", band.wire())
                .param("made", Timestamp.from(made.made))
                .param("until", Timestamp.from(joinUntil))
                .param("privacy", privacy)
                .param("most", MOST_OF_ONE)
                .update();
        return n == 1 ? Optional.of(made) : Optional.empty();
    }

    /** Without letters that look alike; shown in two halves. */
    private static String code() {
        return RANDOM.ints(CODE_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    public List<SchoolClass> of(UUID teacher) {
        return jdbc.sql(FIND + "teacher = :teacher order by made")
                .param("teacher", teacher)
                .query(Classes::row)
                .list();
    }

    public Optional<SchoolClass> find(UUID teacher, UUID id) {
        return jdbc.sql(FIND + "id = :id and teacher = :teacher")
                .param("id", id)
                .param("teacher", teacher)
                .query(Classes::row)
                .optional();
    }

    /** @param code as somebody wrote it, in small letters or with a space or a hyphen in it */
    public Optional<SchoolClass> find(String code) {
        return jdbc.sql(FIND + "code = :code")
                .param("code", bare(code))
                .query(Classes::row)
                .optional();
    }

    static String bare(String code) {
        return code.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    }

    private static SchoolClass row(ResultSet found, int n) throws SQLException {
        return new SchoolClass(
                found.getObject("id", UUID.class),
                found.getObject("teacher", UUID.class),
                found.getString("name"),
                found.getString("code"),
                Band.of(found.getString("band")),
                found.getTimestamp("made").toInstant(),
                found.getTimestamp("join_until").toInstant());
    }

    public void joinUntil(UUID id, Instant until) {
        jdbc.sql("update account.class set join_until = :until where id = :id")
                .param("until", Timestamp.from(until))
                .param("id", id)
                .update();
    }

    public boolean isOpen(SchoolClass at) {
        return clock.instant().isBefore(at.joinUntil);
    }
}
