package dev.carrel.server.account.person;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Keyring;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a code, at a time that a test names. */
public final class PendingAt {
    private PendingAt() {}

    public static Pending of(JdbcClient jdbc, Keyring keys, AccountConfig config, Clock clock) {
        return new Pending(jdbc, keys, config, clock);
    }
}
