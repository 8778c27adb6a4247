package dev.carrel.server.account.person;

import dev.carrel.server.account.Band;
import dev.carrel.server.account.Email;
import dev.carrel.server.database.ModuleSchema;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Register;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody who can sign in. */
@Component
public class People implements Register {
    private static final String FIND =
            "select id, email, password, role, created, band, class, coalesce(name, called) as name from account.person where ";

    private final JdbcClient jdbc;
    private final Clock clock;

    public People(JdbcClient jdbc, Clock clock) {
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
     * @param band null for whoever came before it was asked for
     * @param name in the class, or as they want to be called; null where there is none
     */
    public record Account(
            UUID id,
            @Nullable String email,
            @Nullable String password,
            PersonRole role,
            Instant created,
            @Nullable Band band,
            @Nullable UUID schoolClass,
            @Nullable String name) {
        public boolean isPupil() {
            return schoolClass != null;
        }
    }

    public Optional<Account> find(Email email) {
        return jdbc.sql(FIND + "email = :email")
                .param("email", email.text())
                .query(People::account)
                .optional();
    }

    public Optional<Account> find(UUID id) {
        return jdbc.sql(FIND + "id = :id")
                .param("id", id)
                .query(People::account)
                .optional();
    }

    @Override
    public boolean has(UUID person) {
        return find(person).isPresent();
    }

    @Override
    public boolean isAdult(UUID person) {
        return find(person).filter(account -> account.band == Band.ADULT).isPresent();
    }

    private static Account account(ResultSet found, int n) throws SQLException {
        String band = found.getString("band");
        return new Account(
                found.getObject("id", UUID.class),
                found.getString("email"),
                found.getString("password"),
                PersonRole.of(found.getString("role")),
                found.getTimestamp("created").toInstant(),
                band == null ? null : Band.of(band),
                found.getObject("class", UUID.class),
                found.getString("name"));
    }

    /** Empty when somebody has this address already. */
    public Optional<Account> add(Email email, String password, Band band) {
        return add(email, password, PersonRole.STUDENT, band);
    }

    /** Empty when somebody has this address already. */
    public Optional<Account> addAdmin(Email email, String password) {
        return add(email, password, PersonRole.ADMIN, Band.ADULT);
    }

    /** Somebody without a password; empty when somebody has this address already. */
    public Optional<Account> addByProvider(Email email, PersonRole role, Band band) {
        return add(email, null, role, band);
    }

    private Optional<Account> add(Email email, @Nullable String password, PersonRole role, Band band) {
        Account made = new Account(UUID.randomUUID(), email.text(), password, role, clock.instant(), band, null, null);
        int added = jdbc.sql("""
                        insert into account.person (id, email, password, role, created, band)
                        values (:id, :email, :password, :role, :created, :band) on conflict do nothing""")
                .param("id", made.id)
                .param("email", email.text())
                .param("password", password)
                .param("role", role.wire())
                .param("created", Timestamp.from(made.created))
                .param("band", band.wire())
                .update();
        return added == 1 ? Optional.of(made) : Optional.empty();
    }

    /** Empty when somebody is called so in the class, or it has that many pupils. */
    public Optional<UUID> addPupil(Classes.SchoolClass at, String name, String password, int most) {
        UUID id = UUID.randomUUID();
        int added = jdbc.sql("""
                        insert into account.person (id, password, role, created, band, class, name)
                        select :id, :password, 'student', :created, :band, :class, :name
                        where (select count(*) from account.person where class = :class) < :most
                        on conflict do nothing""")
                .param("id", id)
                .param("password", password)
                .param("created", Timestamp.from(clock.instant()))
                .param("band", at.band().wire())
                .param("class", at.id())
                .param("name", name)
                .param("most", most)
                .update();
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    public Optional<Account> find(Classes.SchoolClass at, String name) {
        return jdbc.sql(FIND + "class = :class and lower(name) = lower(:name)")
                .param("class", at.id())
                .param("name", name)
                .query(People::account)
                .optional();
    }

    public void setPassword(UUID id, String password) {
        jdbc.sql("update account.person set password = :password where id = :id")
                .param("password", password)
                .param("id", id)
                .update();
    }

    public void call(UUID id, Optional<String> name) {
        jdbc.sql("update account.person set called = :name where id = :id")
                .param("name", name.orElse(null))
                .param("id", id)
                .update();
    }

    public void setBand(UUID id, Band band) {
        jdbc.sql("update account.person set band = :band where id = :id")
                .param("band", band.wire())
                .param("id", id)
                .update();
    }

    /** Whoever was to go does not. */
    public void keep(UUID id) {
        jdbc.sql("update account.person set going = null where id = :id")
                .param("id", id)
                .update();
    }

    public void setRole(UUID id, PersonRole role) {
        jdbc.sql("update account.person set role = :role where id = :id")
                .param("role", role.wire())
                .param("id", id)
                .update();
    }

    public List<Account> admins() {
        return jdbc.sql(FIND + "role = 'admin' order by created")
                .query(People::account)
                .list();
    }

    /** False when somebody has this address already. */
    public boolean setEmail(UUID id, Email email) {
        return jdbc.sql("""
                        update account.person set email = :email where id = :id
                        and not exists (select from account.person where email = :email)""").param("email", email.text()).param("id", id).update() == 1;
    }
}
