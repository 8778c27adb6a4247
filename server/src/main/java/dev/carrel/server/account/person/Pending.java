package dev.carrel.server.account.person;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Age;
import dev.carrel.server.account.Band;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Keyring;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What waits for the code of a letter. Whoever began it holds its id, whoever reads the letter holds the code, and it
 * takes both: nobody confirms for another what they did not begin. What is begun for an address that may not have it
 * looks the same, and no code fits.
 */
@Component
public class Pending {
    private static final int CODES = 100_000_000;
    private static final int TRIES = 5;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TRY = """
            update account.pending set tries = tries + 1
            where id = :id and what = :what and ends > :now and tries < :tries and (code is null) = :elsewhere
            returning person, email, password, code, band, guardian, papers, subject""";

    private final JdbcClient jdbc;
    private final Keyring keys;
    private final AccountConfig config;
    private final Clock clock;

    Pending(JdbcClient jdbc, Keyring keys, AccountConfig config, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** What it is that waits. */
    public enum What {
        REGISTER,
        RESET,
        MOVE;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param person whose it is; empty for somebody new
     * @param newcomer what is known of whoever wants an account
     * @param subject what a user pool calls them that keeps their password
     */
    public record Wish(
            What what, Optional<UUID> person, Email email, Optional<Newcomer> newcomer, Optional<String> subject) {
        public Wish(What what, Optional<UUID> person, Email email, Optional<Newcomer> newcomer) {
            this(what, person, email, newcomer, Optional.empty());
        }
    }

    /**
     * Somebody who has no account yet.
     *
     * @param password as {@link Passwords} writes it; null where another keeps it
     * @param accepted the version of each paper
     */
    public record Newcomer(@Nullable String password, Age age, Map<String, String> accepted) {
        public Newcomer {
            accepted = Map.copyOf(accepted);
        }

        private String[] papers() {
            return accepted.entrySet().stream()
                    .map(one -> one.getKey() + " " + one.getValue())
                    .toArray(String[]::new);
        }

        private static Map<String, String> accepted(String[] papers) {
            return Stream.of(papers)
                    .map(one -> one.split(" ", 2))
                    .collect(Collectors.toMap(one -> one[0], one -> one[1]));
        }
    }

    private record Row(
            @Nullable UUID person,
            Email email,
            @Nullable Newcomer newcomer,
            @Nullable Bytes code,
            @Nullable String subject) {}

    /** Eight figures, which a person copies. */
    public static String code() {
        return String.format(Locale.ROOT, "%08d", RANDOM.nextInt(CODES));
    }

    /** @param code what the letter says; empty when none goes out */
    public UUID begin(Wish wish, Optional<String> code) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into account.pending (id, what, person, email, password, band, guardian, papers, code, subject, ends)
                        values (:id, :what, :person, :email, :password, :band, :guardian, :papers, :code, :subject, :ends)""")
                .param("id", id)
                .param("what", wish.what.wire())
                .param("person", wish.person.orElse(null))
                .param("email", wish.email.text())
                .param("password", wish.newcomer.map(Newcomer::password).orElse(null))
                .param("band", wish.newcomer.map(one -> one.age.band().wire()).orElse(null))
                .param("guardian", wish.newcomer.map(one -> one.age.guardian()).orElse(null))
                .param("papers", wish.newcomer.map(Newcomer::papers).orElse(null))
                .param("code", code.map(given -> sign(id, given)).orElse(null))
                .param("subject", wish.subject.orElse(null))
                .param("ends", Timestamp.from(clock.instant().plus(config.code())))
                .update();
        return id;
    }

    private byte[] sign(UUID id, String code) {
        return keys.sign(Keyring.Use.CODE, id + " " + code);
    }

    /** The wish, once, if the code is right; every try counts, and after the fifth none is. */
    public Optional<Wish> fulfil(UUID id, What what, String code) {
        Optional<Row> row = jdbc.sql(TRY)
                .param("id", id)
                .param("what", what.wire())
                .param("now", Timestamp.from(clock.instant()))
                .param("tries", TRIES)
                .param("elsewhere", false)
                .query(Pending::row)
                .optional();
        if (row.isEmpty() || !isRight(row.get().code, id, code)) {
            return Optional.empty();
        }
        int taken = jdbc.sql("delete from account.pending where id = :id")
                .param("id", id)
                .update();
        return taken == 1
                ? row.map(one ->
                        new Wish(what, Optional.ofNullable(one.person), one.email, Optional.ofNullable(one.newcomer)))
                : Optional.empty();
    }

    /** The wish, whose code another looks at; every try counts, and after the fifth there is none. */
    public Optional<Wish> look(UUID id, What what) {
        return jdbc.sql(TRY)
                .param("id", id)
                .param("what", what.wire())
                .param("now", Timestamp.from(clock.instant()))
                .param("tries", TRIES)
                .param("elsewhere", true)
                .query(Pending::row)
                .optional()
                .map(row -> new Wish(
                        what,
                        Optional.ofNullable(row.person),
                        row.email,
                        Optional.ofNullable(row.newcomer),
                        Optional.ofNullable(row.subject)));
    }

    /** False when it is done already. */
    public boolean take(UUID id) {
        return jdbc.sql("delete from account.pending where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    private boolean isRight(@Nullable Bytes expected, UUID id, String code) {
        return expected != null && MessageDigest.isEqual(expected.toArray(), sign(id, bare(code)));
    }

    /** As it was drawn, however somebody wrote it. */
    public static String bare(String code) {
        return code.replaceAll("[\\s-]", "");
    }

    private static Row row(ResultSet found, int n) throws SQLException {
        byte[] code = found.getBytes("code");
        return new Row(
                found.getObject("person", UUID.class),
                new Email(found.getString("email")),
                newcomer(found),
                code == null ? null : Bytes.of(code),
                found.getString("subject"));
    }

    private static @Nullable Newcomer newcomer(ResultSet found) throws SQLException {
        String band = found.getString("band");
        return band == null
                ? null
                : new Newcomer(
                        found.getString("password"),
                        new Age(Band.of(band), found.getBoolean("guardian")),
                        Newcomer.accepted((String[]) found.getArray("papers").getArray()));
    }

    /** Whoever asks for a new password has no use for those asked for before. */
    public void forget(UUID person) {
        jdbc.sql("delete from account.pending where person = :person")
                .param("person", person)
                .update();
    }
}
