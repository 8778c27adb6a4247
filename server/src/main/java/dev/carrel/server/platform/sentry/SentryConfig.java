package dev.carrel.server.platform.sentry;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of faults of ours.
 *
 * @param dsn empty for nobody
 * @param environment what these faults are filed under
 */
public record SentryConfig(Optional<Dsn> dsn, String environment) {
    private static final Setting<Optional<Dsn>> DSN = new Setting<>(
            "sentry.dsn",
            List.of("SENTRY_DSN", "CARREL_SENTRY_DSN"),
            "",
            true,
            "A Sentry that is told of faults of ours: what failed and where, with the ids of request and run; no text of any person, program or secret.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Dsn.parse(text)));

    public static final List<Setting<?>> SETTINGS = List.of(DSN);

    public static SentryConfig of(Values values) {
        return new SentryConfig(values.get(DSN), values.profile().wire());
    }
}
