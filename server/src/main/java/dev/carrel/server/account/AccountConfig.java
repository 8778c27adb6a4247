package dev.carrel.server.account;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Profile;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.List;

/**
 * Who may have an account, and how long what they show is good.
 *
 * @param open whether people make accounts themselves
 * @param access how long an access token is good
 * @param session how long somebody stays signed in
 * @param code how long the code of a letter is good
 * @param failures how many wrong passwords one account takes from one address within {@code window}
 * @param secureCookies whether a browser may send them over TLS alone
 */
public record AccountConfig(
        boolean open,
        Duration access,
        Duration session,
        Duration code,
        int failures,
        Duration window,
        boolean secureCookies) {
    private enum Registration {
        OPEN,
        CLOSED
    }

    private static final Setting<Registration> REGISTRATION = Setting.choice(
            "account.registration",
            "open",
            Registration.class,
            "`open`: whoever has an e-mail address can make an account; `closed`: nobody can, by themselves.");
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

    public static final List<Setting<?>> SETTINGS = List.of(REGISTRATION, ACCESS, SESSION, CODE, FAILURES, WINDOW);

    public static AccountConfig of(Values values, PlatformConfig platform) {
        return new AccountConfig(
                values.get(REGISTRATION) == Registration.OPEN,
                values.get(ACCESS),
                values.get(SESSION),
                values.get(CODE),
                values.get(FAILURES),
                values.get(WINDOW),
                platform.profile() != Profile.DEV);
    }
}
