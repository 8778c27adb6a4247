package dev.carrel.server.guard;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Profile;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What each tier may use, if anything is limited.
 *
 * @param on false where only what waits is bounded, as on a developer's own machine
 * @param languages those of which one user may start fewer a minute than of others
 */
public record GuardConfig(boolean on, Map<Tier, Figures> tiers, Map<String, Integer> languages) {
    private enum Limits {
        AUTO,
        ON,
        OFF
    }

    private static final Setting<Limits> LIMITS = Setting.choice(
            "guard.limits",
            "auto",
            Limits.class,
            "Whether users have limits: `on`, `off`, or `auto`, which is off in dev and on elsewhere. Without them only the queue is bounded.");
    private static final Setting<Figures> ANONYMOUS = figures(
            Tier.ANONYMOUS,
            "minute=5 day=100 at-once=2 cpu-seconds=300 calls=30 memory-mb=512 seconds=30 cores=1",
            "What all without an account at one address may use together: programs a minute, a day and at once, their processor time a day, other calls a minute; and the most that one program may ask for: memory, processor time, cores.");
    private static final Setting<Figures> STANDARD = figures(
            Tier.STANDARD,
            "minute=5 day=500 at-once=2 cpu-seconds=1800 calls=30 memory-mb=512 seconds=30 cores=1",
            "What one account may use.");
    private static final Setting<Figures> CLASSROOM = figures(
            Tier.CLASSROOM,
            "minute=20 day=2000 at-once=3 cpu-seconds=7200 calls=120 memory-mb=512 seconds=30 cores=1",
            "What one account may use that has the tier of a classroom.");
    private static final Setting<Figures> TEACHER = figures(
            Tier.TEACHER,
            "minute=60 day=5000 at-once=5 cpu-seconds=18000 calls=300 memory-mb=1024 seconds=60 cores=2",
            "What one teacher may use.");
    private static final Setting<Figures> TRUSTED = figures(
            Tier.TRUSTED,
            "minute=600 day=50000 at-once=20 cpu-seconds=86400 calls=3000 memory-mb=2048 seconds=300 cores=4",
            "What an admin may use, or one account that is trusted.");
    private static final Setting<Map<String, Integer>> LANGUAGES = new Setting<>(
            "guard.languages",
            List.of("CARREL_GUARD_LANGUAGES"),
            "",
            false,
            "Programs a minute that one user may start in a language, where that is less than in others, such as `scala=2 kotlin=3`.",
            Figures::pairs);

    public static final List<Setting<?>> SETTINGS =
            List.of(LIMITS, ANONYMOUS, STANDARD, CLASSROOM, TEACHER, TRUSTED, LANGUAGES);

    public GuardConfig {
        tiers = Map.copyOf(tiers);
        languages = Map.copyOf(languages);
    }

    private static Setting<Figures> figures(Tier tier, String fallback, String meaning) {
        String key = "guard." + tier.wire();
        return new Setting<>(key, List.of("CARREL_GUARD_" + tier.name()), fallback, false, meaning, Figures::parse);
    }

    public static GuardConfig of(Values values, PlatformConfig platform) {
        Map<Tier, Figures> tiers = new EnumMap<>(Map.of(
                Tier.ANONYMOUS, values.get(ANONYMOUS),
                Tier.STANDARD, values.get(STANDARD),
                Tier.CLASSROOM, values.get(CLASSROOM),
                Tier.TEACHER, values.get(TEACHER),
                Tier.TRUSTED, values.get(TRUSTED)));
        boolean on = switch (values.get(LIMITS)) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> platform.profile() != Profile.DEV;
        };
        return new GuardConfig(on, tiers, values.get(LANGUAGES));
    }

    Figures figures(Tier tier) {
        return Objects.requireNonNull(tiers.get(tier));
    }
}
