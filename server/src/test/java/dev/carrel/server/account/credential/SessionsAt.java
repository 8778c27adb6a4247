package dev.carrel.server.account.credential;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Keyring;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Sessions at a time that a test names. */
public final class SessionsAt {
    private SessionsAt() {}

    public static Sessions of(
            JdbcClient jdbc, TransactionTemplate transactions, Keyring keys, AccountConfig config, Clock clock) {
        AccessTokens tokens = new AccessTokens(keys, clock, JsonMapper.builder().build());
        return new Sessions(jdbc, transactions, tokens, config, clock, new Audit(jdbc, clock));
    }
}
