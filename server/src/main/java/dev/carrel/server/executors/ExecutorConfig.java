package dev.carrel.server.executors;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which languages are run elsewhere, and where. */
public record ExecutorConfig(Optional<Elsewhere> judge0, Optional<Elsewhere> piston) {
    private static final Settings JUDGE0 = new Settings(
            "judge0",
            "A Judge0 that runs programs for this service, such as `http://judge0.example.org:2358`.",
            "Languages that it runs, each with its id there, such as `pascal=67,prolog=69`.");
    private static final Settings PISTON = new Settings(
            "piston",
            "A Piston that runs programs for this service, such as `http://piston.example.org:2000/api/v2`.",
            "Languages that it runs, each with its name and version there, such as `rust=rust@1.x`.");

    public static final List<Setting<?>> SETTINGS =
            Stream.concat(JUDGE0.all().stream(), PISTON.all().stream()).toList();

    /**
     * One service of others.
     *
     * @param key that it wants to see; empty for none
     * @param languages by our ids, each as the service calls it
     * @param places for runs that somebody waits for, and as many again for others
     * @param patience for one run, from its sending to its end
     */
    public record Elsewhere(
            URI url, Optional<String> key, Map<String, String> languages, int places, Duration patience) {
        public Elsewhere {
            languages = Collections.unmodifiableMap(new LinkedHashMap<>(languages));
        }

        String host() {
            return url.getAuthority();
        }
    }

    private record Settings(
            Setting<String> url,
            Setting<String> key,
            Setting<String> languages,
            Setting<Integer> places,
            Setting<Duration> patience) {
        Settings(String name, String where, String which) {
            this(
                    Setting.text("executor." + name + ".url", "", where),
                    Setting.text("executor." + name + ".key", "", "The key that it wants to see.")
                            .asSecret(),
                    Setting.text("executor." + name + ".languages", "", which),
                    Setting.number(
                            "executor." + name + ".places",
                            8,
                            1,
                            1000,
                            "How many interactive runs it gets at once, and as many others."),
                    Setting.time("executor." + name + ".patience", "60s", "How long it may take for one run."));
        }

        List<Setting<?>> all() {
            return List.of(url, key, languages, places, patience);
        }

        Optional<Elsewhere> read(Values values) {
            String where = values.get(url);
            String which = values.get(languages);
            Optional<String> shown = values.optional(key);
            int many = values.get(places);
            Duration wait = values.get(patience);
            if (where.isEmpty() && which.isEmpty()) {
                return Optional.empty();
            }
            Optional<URI> address = address(where);
            Optional<Map<String, String>> map = map(which);
            if (address.isEmpty()) {
                values.problem(url.variables().getFirst() + " is no address such as http://judge0.example.org:2358.");
            }
            if (map.isEmpty()) {
                values.problem(languages.variables().getFirst() + " is no list such as pascal=67,prolog=69.");
            }
            return address.isPresent() && map.isPresent()
                    ? Optional.of(new Elsewhere(address.get(), shown, map.get(), many, wait))
                    : Optional.empty();
        }

        private static Optional<URI> address(String written) {
            try {
                URI uri = URI.create(written.replaceFirst("/+$", ""));
                boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
                return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static Optional<Map<String, String>> map(String written) {
            Map<String, String> map = new LinkedHashMap<>();
            for (String one : written.split(",")) {
                String[] parts = one.strip().split("=", 2);
                if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                    return Optional.empty();
                }
                map.put(parts[0].strip(), parts[1].strip());
            }
            return Optional.of(map);
        }
    }

    public static ExecutorConfig of(Values values) {
        ExecutorConfig config = new ExecutorConfig(JUDGE0.read(values), PISTON.read(values));
        Set<String> both = new HashSet<>(names(config.judge0));
        both.retainAll(names(config.piston));
        if (!both.isEmpty()) {
            values.problem("A language is run in one place: " + String.join(", ", both) + " stands in both "
                    + JUDGE0.languages.key() + " and " + PISTON.languages.key() + ".");
        }
        return config;
    }

    private static Set<String> names(Optional<Elsewhere> one) {
        return one.map(it -> it.languages().keySet()).orElse(Set.of());
    }

    /** The ids of the languages that nobody runs here. */
    public Set<String> languages() {
        return Stream.of(judge0, piston).flatMap(one -> names(one).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
