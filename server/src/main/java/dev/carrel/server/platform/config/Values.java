package dev.carrel.server.platform.config;

import dev.carrel.protocol.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The values of this start. A flag wins over the environment, the environment over the file. Whatever is wrong is
 * noted, and all of it is told together, so that an operator mends a configuration once.
 */
public final class Values {
    /** Names of the command carrel itself, which begin like ours. */
    private static final Set<String> NOT_OURS = Set.of(
            "CARREL_BOX_SOCKET",
            "CARREL_BOX_VERSION",
            "CARREL_CONFIG",
            "CARREL_DEBIAN_MIRROR",
            "CARREL_GO_PROXY",
            "CARREL_JDK",
            "CARREL_MAVEN_MIRROR",
            "CARREL_NPM_REGISTRY",
            "CARREL_PYPI_MIRROR",
            "CARREL_TEST_LOCKED",
            "CARREL_TEST_ROOT");

    private final Source source;
    private final Profile profile;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> effective = new LinkedHashMap<>();

    public Values(Source source, Setting<Profile> profile) {
        this.source = source;
        this.problems.addAll(source.unread());
        Optional<String> written = written(profile);
        boolean asNode = "production".equals(source.environment().get("NODE_ENV"));
        this.profile = written.isEmpty() && asNode ? Profile.PRODUCTION : get(profile);
        if (asNode && this.profile != Profile.PRODUCTION) {
            problem("NODE_ENV is production, but " + profile.key() + " is " + this.profile.wire() + ": choose one.");
        }
        effective.put(profile.key(), this.profile.wire());
    }

    public Profile profile() {
        return profile;
    }

    public boolean inProduction() {
        return profile == Profile.PRODUCTION;
    }

    /** Whether others than a developer rely on it: what is secret must be. */
    public boolean inEarnest() {
        return profile != Profile.DEV;
    }

    /** Whether somebody set it, in whatever way. */
    public boolean has(Setting<?> setting) {
        return written(setting).isPresent();
    }

    /** The value, or that of the fallback when the written one makes no sense, which is then a problem. */
    public <T> T get(Setting<T> setting) {
        String text = written(setting).orElse(setting.fallback());
        effective.put(setting.key(), setting.secret() && !text.isEmpty() ? "(set, not shown)" : text);
        try {
            return setting.reader().apply(text);
        } catch (IllegalArgumentException e) {
            String shown = setting.secret() ? "Its value" : "\"" + text + "\"";
            problem(setting.variables().getFirst() + " (" + setting.key() + "): " + shown + " is not " + e.getMessage()
                    + ".");
            return setting.reader().apply(setting.fallback());
        }
    }

    /** The written form, when somebody wrote something. */
    public Optional<String> optional(Setting<String> setting) {
        String text = get(setting);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    public void problem(String sentence) {
        problems.add(sentence);
    }

    private Optional<String> written(Setting<?> setting) {
        String flag = source.flags().get(setting.key());
        if (flag != null) {
            return Optional.of(flag);
        }
        for (String variable : setting.variables()) {
            String value = source.environment().get(variable);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.ofNullable(source.file().get(setting.key()));
    }

    /** Names that no setting has, each with the nearest that one has. */
    public void refuseUnknown(Collection<Setting<?>> known) {
        Set<String> keys = known.stream().map(Setting::key).collect(Collectors.toCollection(TreeSet::new));
        Set<String> variables =
                known.stream().flatMap(setting -> setting.variables().stream()).collect(Collectors.toSet());
        new TreeSet<>(source.flags().keySet()).forEach(flag -> unknown("The option --", flag, keys));
        new TreeSet<>(source.file().keySet()).forEach(key -> unknown("In the file, the key ", key, keys));
        source.environment().keySet().stream()
                .filter(name -> name.startsWith("CARREL_") && !NOT_OURS.contains(name))
                .sorted()
                .forEach(name -> unknown("The variable ", name, variables));
    }

    private void unknown(String where, String name, Set<String> known) {
        if (known.contains(name)) {
            return;
        }
        Map<String, String> byLower =
                known.stream().collect(Collectors.toMap(one -> one.toLowerCase(Locale.ROOT), one -> one));
        problem(where + name + " is not known."
                + Nearest.of(name, byLower.keySet())
                        .map(near -> " Did you mean " + byLower.get(near) + "?")
                        .orElse(""));
    }

    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What holds, secrets masked, in the order of reading. */
    public Map<String, String> effective() {
        return Collections.unmodifiableMap(effective);
    }
}
