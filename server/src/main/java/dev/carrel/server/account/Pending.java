package dev.carrel.server.account;

import dev.carrel.protocol.Bytes;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What waits for the code of a letter. Whoever began it holds its id, whoever reads the letter holds the code, and it
 * takes both: nobody confirms for another what they did not begin. What is begun for an address that may not have it
 * looks the same, and no code fits.
 */
@Component
class Pending {
    private static final int CODES = 100_000_000;
    private static final int TRIES = 5;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TRY = """
            update account.pending set tries = tries + 1
            where id = :id and what = :what and ends > :now and tries < :tries
            returning person, email, password, code""";

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
    enum What {
        REGISTER,
        RESET,
        MOVE;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param person whose it is; empty for somebody new
     * @param password chosen already, as {@link Passwords} writes it
     */
    record Wish(What what, Optional<UUID> person, Email email, Optional<String> password) {}

    private record Row(
            @Nullable UUID person,
            Email email,
            @Nullable String password,
            @Nullable Bytes code) {}

    /** Eight figures, which a person copies. */
    static String code() {
        return String.format(Locale.ROOT, "%08d", RANDOM.nextInt(CODES));
    }

    /** @param code what the letter says; empty when none goes out */
    UUID begin(Wish wish, Optional<String> code) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into account.pending (id, what, person, email, password, code, ends)
                        values (:id, :what, :person, :email, :password, :code, :ends)""")
                .param("id", id)
                .param("what", wish.what.wire())
                .param("person", wish.person.orElse(null))
                .param("email", wish.email.text())
                .param("password", wish.password.orElse(null))
                .param("code", code.map(given -> sign(id, given)).orElse(null))
                .param("ends", Timestamp.from(clock.instant().plus(config.code())))
                .update();
        return id;
    }

    private byte[] sign(UUID id, String code) {
        return keys.sign(Keyring.Use.CODE, id + " " + code);
    }

    /** The wish, once, if the code is right; every try counts, and after the fifth none is. */
    Optional<Wish> fulfil(UUID id, What what, String code) {
        Optional<Row> row = jdbc.sql(TRY)
                .param("id", id)
                .param("what", what.wire())
                .param("now", Timestamp.from(clock.instant()))
                .param("tries", TRIES)
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
                        new Wish(what, Optional.ofNullable(one.person), one.email, Optional.ofNullable(one.password)))
                : Optional.empty();
    }

    private boolean isRight(@Nullable Bytes expected, UUID id, String code) {
        return expected != null && MessageDigest.isEqual(expected.toArray(), sign(id, bare(code)));
    }

    private static String bare(String code) {
        return code.replaceAll("[\\s-]", "");
    }

    private static Row row(ResultSet found, int n) throws SQLException {
        byte[] code = found.getBytes("code");
        return new Row(
                found.getObject("person", UUID.class),
                new Email(found.getString("email")),
                found.getString("password"),
                code == null ? null : Bytes.of(code));
    }

    /** Whoever asks for a new password has no use for those asked for before. */
    void forget(UUID person) {
        jdbc.sql("delete from account.pending where person = :person")
                .param("person", person)
                .update();
    }
}
