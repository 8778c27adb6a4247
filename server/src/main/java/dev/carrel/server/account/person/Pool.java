package dev.carrel.server.account.person;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Keyring;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.account.cognito.Cognito;
import dev.carrel.server.account.cognito.UserPool;
import dev.carrel.server.account.oidc.Identity;
import dev.carrel.server.account.oidc.NotGenuine;
import dev.carrel.server.account.oidc.OpenId;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.account.oidc.RoleClaims;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The user pool that keeps passwords in place of this service, where one is set. Who has a password here, such as the
 * first admin, keeps it here.
 */
@Component
public class Pool {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String ID = "pool";

    private record There(Cognito cognito, OpenId tokens) {}

    private final Optional<There> there;
    private final Keyring keys;

    Pool(AccountConfig config, Keyring keys, JsonMapper json, Clock clock) {
        this.there = config.pool()
                .map(pool -> new There(new Cognito(pool, json, clock), new OpenId(provider(pool), json, clock)));
        this.keys = keys;
    }

    private static Provider provider(UserPool pool) {
        return new Provider(ID, ID, pool.issuer(), pool.client(), Optional.empty(), List.of("openid"), RoleClaims.NONE);
    }

    public boolean isThere() {
        return there.isPresent();
    }

    private Cognito cognito() {
        return there.orElseThrow().cognito;
    }

    /** What the pool calls whoever must confirm; empty where it has somebody. */
    public Optional<String> signUp(Email email, NewPassword password) {
        return cognito().signUp(email.text(), password.text());
    }

    public boolean confirm(Email email, String code) {
        return cognito().confirm(email.text(), code);
    }

    /** As a login keeps it. */
    public Identity identity(String subject, Email email) {
        return new Identity(
                there.orElseThrow().tokens.provider().issuer().toString(),
                subject,
                Optional.empty(),
                Optional.of(email.text()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Optional<OpenId> talk() {
        return there.map(There::tokens);
    }

    public Provider provider() {
        return there.orElseThrow().tokens.provider();
    }

    /** @param upstream by which it is asked whether the session goes on, sealed */
    public record Opened(Identity identity, Bytes upstream) {}

    public Optional<Opened> signIn(Email email, String password) {
        return cognito().signIn(email.text(), password).map(this::opened);
    }

    private Opened opened(Cognito.SignedIn in) {
        try {
            Identity identity = there.orElseThrow().tokens.read(in.identity());
            String upstream = identity.subject() + " " + in.refresh();
            return new Opened(identity, Bytes.of(keys.seal(Keyring.Use.POOL, upstream)));
        } catch (NotGenuine e) {
            LOG.error("the user pool gives a token that is none of its own: {}", e.getMessage());
            throw new RefusalException(new Refusal.Away("sign-in provider", SOON));
        }
    }

    /** Whether the pool still lets them in. */
    public boolean goesOn(Bytes upstream) {
        return there.isPresent()
                && keys.open(Keyring.Use.POOL, upstream.toArray())
                        .map(text -> text.split(" ", 2))
                        .filter(pair -> cognito().goesOn(pair[1], pair[0]))
                        .isPresent();
    }

    public void forget(Email email) {
        cognito().forget(email.text());
    }

    public boolean reset(Email email, String code, NewPassword password) {
        return cognito().reset(email.text(), code, password.text());
    }
}
