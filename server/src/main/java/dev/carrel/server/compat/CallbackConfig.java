package dev.carrel.server.compat;

import dev.carrel.server.platform.config.Networks;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Whom a client of Judge0 may have told of the end of its submission.
 *
 * @param allowed networks that are called although they are not public
 * @param timeout of one try, from the first packet to the answer
 * @param pause before the second try; before each later one it is twice as long
 * @param secret with which what is told is signed; empty: it is not, as by Judge0
 */
public record CallbackConfig(
        boolean on, Networks allowed, int tries, Duration timeout, Duration pause, Optional<String> secret) {
    private static final Setting<Boolean> ON = Setting.flag(
            "compat.judge0.callbacks",
            true,
            "Whether a client of Judge0 may name an address (`callback_url`) that is told the end of its submission. Only public addresses are called.");
    private static final Setting<Networks> ALLOWED = Networks.setting(
            "compat.judge0.callback-allow",
            "Networks that are called back although they are not public, such as `10.1.2.0/24,fd00::7`.");
    private static final Setting<Integer> TRIES = Setting.number(
            "compat.judge0.callback-tries", 3, 1, 10, "How often an address is called that does not answer well.");
    private static final Setting<Duration> TIMEOUT =
            Setting.time("compat.judge0.callback-timeout", "5s", "How long one such call may take.");
    private static final Setting<Duration> PAUSE = Setting.time(
            "compat.judge0.callback-pause",
            "2s",
            "How long after a call that failed the next one comes; each later pause is twice as long.");
    private static final Setting<String> SECRET = Setting.text(
                    "compat.judge0.callback-secret",
                    "",
                    "With it calls are signed as Standard Webhooks are (`webhook-id`, `webhook-timestamp`, `webhook-signature`). Make it: `openssl rand -base64 32`.")
            .asSecret();

    public static final List<Setting<?>> SETTINGS = List.of(ON, ALLOWED, TRIES, TIMEOUT, PAUSE, SECRET);

    static CallbackConfig of(Values values) {
        Optional<String> secret = values.optional(SECRET);
        if (secret.isPresent() && !isBase64(secret.get())) {
            values.problem(SECRET.variables().getFirst() + " is no base64. Make it: openssl rand -base64 32");
        }
        return new CallbackConfig(
                values.get(ON), values.get(ALLOWED), values.get(TRIES), values.get(TIMEOUT), values.get(PAUSE), secret);
    }

    private static boolean isBase64(String key) {
        try {
            return Base64.getDecoder().decode(key.replaceFirst("^whsec_", "")).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
