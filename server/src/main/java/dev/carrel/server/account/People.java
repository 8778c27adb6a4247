package dev.carrel.server.account;

import dev.carrel.server.database.ModuleSchema;
import dev.carrel.server.platform.identity.PersonRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody who can sign in. */
@Component
class People {
    private static final String FIND = "select id, email, password, role, created from account.person where ";

    private final JdbcClient jdbc;
    private final Clock clock;

    People(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tables {
        @Bean
        static ModuleSchema accountSchema() {
            return new ModuleSchema("account");
        }
    }

    /**
     * @param email null for somebody who was given an account without one
     * @param password as {@link Passwords} writes it; null for somebody who signs in in another way
     */
    record Account(
            UUID id, @Nullable String email, @Nullable String password, PersonRole role, Instant created) {}

    Optional<Account> find(Email email) {
        return jdbc.sql(FIND + "email = :email")
                .param("email", email.text())
                .query(People::account)
                .optional();
    }

    Optional<Account> find(UUID id) {
        return jdbc.sql(FIND + "id = :id")
                .param("id", id)
                .query(People::account)
                .optional();
    }

    private static Account account(ResultSet found, int n) throws SQLException {
        return new Account(
                found.getObject("id", UUID.class),
                found.getString("email"),
                found.getString("password"),
                PersonRole.of(found.getString("role")),
                found.getTimestamp("created").toInstant());
    }

    /** Empty when somebody has this address already. */
    Optional<Account> add(Email email, String password, PersonRole role) {
        Account made = new Account(UUID.randomUUID(), email.text(), password, role, clock.instant());
        int added = jdbc.sql("""
                        insert into account.person (id, email, password, role, created)
                        values (:id, :email, :password, :role, :created) on conflict do nothing""")
                .param("id", made.id)
                .param("email", email.text())
                .param("password", password)
                .param("role", role.wire())
                .param("created", Timestamp.from(made.created))
                .update();
        return added == 1 ? Optional.of(made) : Optional.empty();
    }

    void setPassword(UUID id, String password) {
        jdbc.sql("update account.person set password = :password where id = :id")
                .param("password", password)
                .param("id", id)
                .update();
    }

    /** False when somebody has this address already. */
    boolean setEmail(UUID id, Email email) {
        return jdbc.sql("""
                        update account.person set email = :email where id = :id
                        and not exists (select from account.person where email = :email)""").param("email", email.text()).param("id", id).update() == 1;
    }
}
