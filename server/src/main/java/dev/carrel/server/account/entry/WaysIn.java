package dev.carrel.server.account.entry;

import dev.carrel.server.account.credential.ApiKeys;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What opens an account: nobody takes away the last of it. */
@Component
public class WaysIn {
    private static final List<String> BESIDES = List.of("api_key", "login", "passkey");

    private final JdbcClient jdbc;
    private final ApiKeys keys;
    private final Logins logins;
    private final Passkeys passkeys;

    WaysIn(JdbcClient jdbc, ApiKeys keys, Logins logins, Passkeys passkeys) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.logins = logins;
        this.passkeys = passkeys;
    }

    public void demandBesides(People.Account account, Provider provider) {
        demand(account, 0, Optional.of(provider));
    }

    public void demandBesidesPasskey(People.Account account) {
        demand(account, 1, Optional.empty());
    }

    /** Whoever was in the account meanwhile has left none of them open. */
    public void closeAll(UUID person) {
        closeAll(jdbc, person);
        keys.revokeAll(person);
    }

    /** Where no service is. */
    public static void closeAll(JdbcClient jdbc, UUID person) {
        BESIDES.forEach(way -> jdbc.sql("delete from account." + way + " where person = :person")
                .param("person", person)
                .update());
    }

    /** How many open an account besides a password, of each kind by its name. */
    public static Map<String, Long> besides(JdbcClient jdbc, UUID person) {
        Map<String, Long> besides = new TreeMap<>();
        BESIDES.forEach(way -> besides.put(
                way + "s",
                jdbc.sql("select count(*) from account." + way + " where person = :person")
                        .param("person", person)
                        .query(Long.class)
                        .single()));
        return besides;
    }

    private void demand(People.Account account, int passkeysLess, Optional<Provider> without) {
        boolean another = account.password() != null
                || passkeys.of(account.id()).size() > passkeysLess
                || logins.of(account.id()).stream()
                        .anyMatch(one -> without.isEmpty()
                                || !one.provider().equals(without.get().id()));
        if (!another) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "Nothing else opens this account: choose a password first, by \"I forgot my password\".",
                    "last-way-in"));
        }
    }
}
