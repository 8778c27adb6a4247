package dev.carrel.server.account.provider;

import dev.carrel.server.account.Secret;
import dev.carrel.server.account.oidc.OpenId;
import dev.carrel.server.account.oidc.Provider;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Browsers on their way to a provider and back. One comes back once, with what the provider was given for it and with
 * the cookie that it alone has: nobody brings home another's errand, nor sends somebody to run theirs.
 */
@Component
class Errands {
    static final Duration GOOD = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    Errands(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param browser what the cookie holds */
    record Begun(OpenId.Question question, Secret browser) {}

    /** @param person whose account is to be connected; empty where somebody signs in */
    record Errand(String provider, OpenId.Question question, Optional<UUID> person) {}

    Begun begin(Provider provider, String back, Optional<UUID> person) {
        Secret browser = Secret.random("");
        OpenId.Question question = new OpenId.Question(
                back,
                Secret.random("").text(),
                Secret.random("").text(),
                Secret.random("").text());
        jdbc.sql("""
                        insert into account.errand (state, browser, provider, back, nonce, verifier, person, ends)
                        values (:state, :browser, :provider, :back, :nonce, :verifier, :person, :ends)""")
                .param("state", new Secret(question.state()).hash())
                .param("browser", browser.hash())
                .param("provider", provider.id())
                .param("back", back)
                .param("nonce", question.nonce())
                .param("verifier", question.verifier())
                .param("person", person.orElse(null))
                .param("ends", Timestamp.from(clock.instant().plus(GOOD)))
                .update();
        return new Begun(question, browser);
    }

    Optional<Errand> end(String state, Secret browser) {
        return jdbc.sql("""
                        delete from account.errand where state = :state and browser = :browser and ends > :now
                        returning provider, back, nonce, verifier, person""")
                .param("state", new Secret(state).hash())
                .param("browser", browser.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query((found, _) -> new Errand(
                        found.getString("provider"),
                        new OpenId.Question(
                                found.getString("back"), state, found.getString("nonce"), found.getString("verifier")),
                        Optional.ofNullable(found.getObject("person", UUID.class))))
                .optional();
    }
}
