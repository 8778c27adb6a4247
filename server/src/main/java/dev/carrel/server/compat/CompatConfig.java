package dev.carrel.server.compat;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which faces there are, and for whom.
 *
 * @param origins whose pages may call them from a browser
 */
public record CompatConfig(
        Access judge0,
        Judge0Config judge0Config,
        Access piston,
        PistonLimits pistonLimits,
        Access jobe,
        FacePorts ports,
        List<String> origins) {
    private static final Setting<Access> JUDGE0 = access("judge0", "Judge0 (`/judge0`)");
    private static final Setting<Access> JOBE = access("jobe", "Jobe (`/jobe/index.php/restapi`)");

    private static final Setting<Access> PISTON = access("piston", "Piston (`/piston/api/v2`, `/api/v2/piston`)");

    public static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(JUDGE0, JOBE, PISTON),
                    FacePorts.SETTINGS,
                    FaceOrigins.SETTINGS,
                    Judge0Config.SETTINGS,
                    CallbackConfig.SETTINGS,
                    PistonLimits.SETTINGS)
            .flatMap(List::stream)
            .toList();

    public CompatConfig {
        origins = List.copyOf(origins);
    }

    /** Who may use a face; whoever shows a key must show a good one. */
    public enum Access {
        OFF,
        /** Whoever may run programs. */
        OPEN,
        /** Whoever shows a key of ours. */
        TOKEN
    }

    private static Setting<Access> access(String name, String which) {
        return Setting.choice(
                "compat." + name,
                "open",
                Access.class,
                "The interface of " + which
                        + ": `off`, `open` to whoever may run programs, or `token`, to whoever shows an API key.");
    }

    public static CompatConfig of(Values values) {
        return new CompatConfig(
                values.get(JUDGE0),
                Judge0Config.of(values),
                values.get(PISTON),
                PistonLimits.of(values),
                values.get(JOBE),
                FacePorts.of(values),
                FaceOrigins.of(values));
    }
}
