package dev.carrel.server.account;

import dev.carrel.server.account.cognito.UserPool;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.account.oidc.Providers;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Profile;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may have an account, and how long what they show is good.
 *
 * @param registration who makes accounts
 * @param providers whose word on who somebody is counts
 * @param pool who keeps the passwords in place of this service
 * @param access how long an access token is good
 * @param session how long somebody stays signed in
 * @param code how long the code of a letter is good
 * @param failures how many wrong passwords one account takes from one address within {@code window}
 * @param grace how long whoever wants to go may come back
 * @param minors how long what a minor does not use is kept
 * @param forgetsMinors whether it goes then
 * @param secureCookies whether a browser may send them over TLS alone
 */
public record AccountConfig(
        Registration registration,
        List<Provider> providers,
        Optional<UserPool> pool,
        Duration access,
        Duration session,
        Duration code,
        int failures,
        Duration window,
        Duration grace,
        Duration minors,
        boolean forgetsMinors,
        boolean secureCookies) {
    private enum Forgetting {
        AUTO,
        ON,
        OFF
    }

    /** Who makes accounts. */
    public enum Registration {
        /** Whoever has an e-mail address. */
        OPEN,
        /** Nobody by themselves. */
        CLOSED,
        /** Whoever a provider vouches for. */
        PROVIDER
    }

    public AccountConfig {
        providers = List.copyOf(providers);
    }

    private static final Setting<Registration> REGISTRATION = Setting.choice(
            "account.registration",
            "open",
            Registration.class,
            "`open`: whoever has an e-mail address can make an account; `closed`: nobody can, by themselves; `provider`: whoever one of `account.oidc` knows, and nobody else.");
    private static final Setting<List<Provider>> OIDC = new Setting<>(
            "account.oidc",
            List.of("CARREL_ACCOUNT_OIDC"),
            "",
            false,
            "Providers of sign-ins (OpenID Connect), with `;` between them, such as `school name=\"Our school\" issuer=https://id.example.org client=carrel`; docs/guides/providers.md has it all.",
            Providers::parse);
    private static final Setting<Map<String, String>> OIDC_SECRETS = new Setting<>(
            "account.oidc-secrets",
            List.of("CARREL_ACCOUNT_OIDC_SECRETS"),
            "",
            true,
            "What this service shows to those providers, such as `school=… other=…`.",
            Providers::parseSecrets);
    private static final Setting<Optional<UserPool>> COGNITO = new Setting<>(
            "account.cognito",
            List.of("CARREL_ACCOUNT_COGNITO"),
            "",
            false,
            "The user pool of Amazon Cognito that keeps people's passwords, such as `pool=eu-central-1_AbC123 client=…`; without one they are kept here.",
            written -> written.isBlank() ? Optional.empty() : Optional.of(UserPool.parse(written)));
    private static final Setting<String> COGNITO_SECRET = Setting.text(
                    "account.cognito-secret", "", "The secret of that client, where it has one.")
            .asSecret();
    private static final Setting<Duration> ACCESS =
            Setting.time("account.access", "15min", "How long an access token is good.");
    private static final Setting<Duration> SESSION =
            Setting.time("account.session", "7d", "How long somebody stays signed in.");
    private static final Setting<Duration> CODE =
            Setting.time("account.code", "15min", "How long the code in an e-mail is good.");
    private static final Setting<Integer> FAILURES = Setting.number(
            "account.failures",
            10,
            1,
            1000,
            "How many wrong passwords an account takes from one address within `account.failures-window`; an address as a whole, and an account from places where it never signed in, take 20 times as many.");
    private static final Setting<Duration> WINDOW =
            Setting.time("account.failures-window", "15min", "How long a wrong password counts.");

    private static final Setting<Duration> GRACE = Setting.time(
            "account.grace", "14d", "How long whoever has their account deleted may undo that by signing in.");
    private static final Setting<Duration> MINORS = Setting.time(
            "account.minors-keep",
            "30d",
            "How long what a minor has not used is kept; at least 8d, a week of which is the warning.");
    private static final Setting<Forgetting> FORGET = Setting.choice(
            "account.minors-forget",
            "auto",
            Forgetting.class,
            "Whether what minors have not used goes: `on`, `off`, or `auto`: off in dev, on elsewhere.");

    public static final List<Setting<?>> SETTINGS = List.of(
            REGISTRATION,
            OIDC,
            OIDC_SECRETS,
            COGNITO,
            COGNITO_SECRET,
            ACCESS,
            SESSION,
            CODE,
            FAILURES,
            WINDOW,
            GRACE,
            MINORS,
            FORGET);
    private static final Duration LEAST = Duration.ofDays(8);

    public static AccountConfig of(Values values, PlatformConfig platform) {
        if (values.get(MINORS).compareTo(LEAST) < 0) {
            values.problem("CARREL_ACCOUNT_MINORS_KEEP is less than 8d: a minor is warned a week before.");
        }
        return new AccountConfig(
                values.get(REGISTRATION),
                providers(values),
                pool(values),
                values.get(ACCESS),
                values.get(SESSION),
                values.get(CODE),
                values.get(FAILURES),
                values.get(WINDOW),
                values.get(GRACE),
                values.get(MINORS),
                switch (values.get(FORGET)) {
                    case ON -> true;
                    case OFF -> false;
                    case AUTO -> platform.profile() != Profile.DEV;
                },
                platform.profile() != Profile.DEV);
    }

    private static Optional<UserPool> pool(Values values) {
        Optional<String> secret = values.optional(COGNITO_SECRET);
        Optional<UserPool> pool = values.get(COGNITO).map(one -> one.with(secret));
        if (pool.isEmpty() && secret.isPresent()) {
            values.problem("CARREL_ACCOUNT_COGNITO_SECRET is set, but CARREL_ACCOUNT_COGNITO is not.");
        }
        return pool;
    }

    private static List<Provider> providers(Values values) {
        List<Provider> providers = values.get(OIDC);
        Map<String, String> secrets = values.get(OIDC_SECRETS);
        secrets.keySet().stream()
                .filter(id -> providers.stream().noneMatch(one -> one.id().equals(id)))
                .forEach(id -> values.problem("CARREL_ACCOUNT_OIDC_SECRETS has a secret for \"" + id
                        + "\", which CARREL_ACCOUNT_OIDC lacks."));
        if (providers.isEmpty() && values.get(REGISTRATION) == Registration.PROVIDER) {
            values.problem("CARREL_ACCOUNT_REGISTRATION is provider, but CARREL_ACCOUNT_OIDC names none.");
        }
        return Providers.with(secrets, providers);
    }
}
