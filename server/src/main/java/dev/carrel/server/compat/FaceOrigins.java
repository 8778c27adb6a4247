package dev.carrel.server.compat;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import dev.carrel.server.platform.http.Openings;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The pages of others that may call a face from a browser: many clients of Judge0 and Piston are such pages. */
@Component
class FaceOrigins implements Openings {
    private static final Setting<String> ORIGINS = Setting.text(
            "compat.cors-origins",
            "",
            "Origins whose pages may call the interfaces of Judge0, Piston and Jobe from a browser, such as `https://ide.example.org`, with commas, or `*` for all; empty for `CORS_ORIGIN` alone.");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\*");

    static final List<Setting<?>> SETTINGS = List.of(ORIGINS);

    private final CompatConfig config;

    FaceOrigins(CompatConfig config) {
        this.config = config;
    }

    static List<String> of(Values values) {
        List<String> origins = Arrays.stream(values.get(ORIGINS).split("[,\\s]+"))
                .filter(one -> !one.isEmpty())
                .toList();
        origins.stream()
                .filter(one -> !ORIGIN.matcher(one).matches())
                .forEach(one -> values.problem(ORIGINS.variables().getFirst() + ": \"" + one
                        + "\" is no origin such as https://ide.example.org."));
        return origins;
    }

    @Override
    public List<Opening> all() {
        return config.origins().isEmpty()
                ? List.of()
                : Stream.of("/judge0", "/jobe", "/piston", "/api/v2/piston")
                        .map(base -> new Opening(base, config.origins()))
                        .toList();
    }
}
