package dev.carrel.server.platform.config;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that an operator may set.
 *
 * @param key its name in the file and on the command line; {@code http.port} is {@code CARREL_HTTP_PORT} in the
 *     environment
 * @param variables names in the environment, the first one shown in the documents
 * @param fallback what holds when nobody sets it, in the form an operator would write; empty when nothing does
 * @param reader turns the written form into the value; an {@link IllegalArgumentException} says what is expected
 */
public record Setting<T>(
        String key,
        List<String> variables,
        String fallback,
        boolean secret,
        String meaning,
        Function<String, T> reader) {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|min|h|d)");

    public Setting {
        variables = List.copyOf(variables);
    }

    public static Setting<String> text(String key, String fallback, String meaning) {
        return of(key, fallback, meaning, Function.identity());
    }

    public static Setting<Integer> number(String key, int fallback, int least, int most, String meaning) {
        return of(key, Integer.toString(fallback), meaning, written -> {
            if (!written.matches("[0-9]{1,9}")
                    || Integer.parseInt(written) < least
                    || Integer.parseInt(written) > most) {
                throw new IllegalArgumentException("a whole number from " + least + " to " + most);
            }
            return Integer.valueOf(written);
        });
    }

    public static Setting<Boolean> flag(String key, boolean fallback, String meaning) {
        return of(key, Boolean.toString(fallback), meaning, written -> switch (written.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new IllegalArgumentException("true or false");
        });
    }

    public static Setting<Duration> time(String key, String fallback, String meaning) {
        return of(key, fallback, meaning, written -> {
            Matcher m = TIME.matcher(written);
            if (!m.matches()) {
                throw new IllegalArgumentException("a time such as 500ms, 5s, 2min, 1h or 7d");
            }
            long n = Long.parseLong(m.group(1));
            return switch (m.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "min" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
            };
        });
    }

    public static Setting<ByteSize> size(String key, String fallback, String meaning) {
        return of(key, fallback, meaning, written -> {
            try {
                return ByteSize.parse(key, written);
            } catch (Refused e) {
                throw new IllegalArgumentException("a size such as 64k, 128MB or 1G", e);
            }
        });
    }

    public static <E extends Enum<E>> Setting<E> choice(String key, String fallback, Class<E> of, String meaning) {
        List<String> names = List.of(of.getEnumConstants()).stream()
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList();
        return of(key, fallback, meaning, written -> {
            if (!names.contains(written.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("one of " + String.join(", ", names));
            }
            return Enum.valueOf(of, written.toUpperCase(Locale.ROOT));
        });
    }

    static <T> Setting<T> of(String key, String fallback, String meaning, Function<String, T> reader) {
        return new Setting<>(key, List.of(variable(key)), fallback, false, meaning, reader);
    }

    private static String variable(String key) {
        return "CARREL_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The same setting, known in the environment by another name first. */
    public Setting<T> named(String variable) {
        return new Setting<>(key, List.of(variable, variable(key)), fallback, secret, meaning, reader);
    }

    /** The same setting, never shown to anybody. */
    public Setting<T> asSecret() {
        return new Setting<>(key, variables, fallback, true, meaning, reader);
    }
}
