package dev.carrel.server.account.consent;

import dev.carrel.server.account.Table;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The texts that people agree to, each in several languages and of one version, and who agreed to which. */
@Component
public class Papers {
    static final String TERMS = "terms";
    static final String PRIVACY = "privacy";
    private static final List<String> NAMES = List.of(TERMS, PRIVACY);
    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final String HEAD = "Version: ";

    private final Map<String, Map<String, Paper>> all = new TreeMap<>();
    private final JdbcClient jdbc;
    private final Clock clock;

    Papers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        for (String name : NAMES) {
            Map<String, Paper> byLanguage = new TreeMap<>();
            LANGUAGES.forEach(language -> byLanguage.put(language, read(name, language)));
            all.put(name, byLanguage);
        }
    }

    /** @param markdown the whole text */
    record Paper(String name, String version, String language, String markdown) {}

    private static Paper read(String name, String language) {
        String text = Table.text("/papers/" + name + "." + language + ".md");
        int end = text.indexOf('\n');
        if (!text.startsWith(HEAD)) {
            throw new IllegalStateException("the paper " + name + "." + language + " does not begin with its version");
        }
        return new Paper(
                name,
                text.substring(HEAD.length(), end),
                language,
                text.substring(end + 1).strip() + "\n");
    }

    Optional<Paper> find(String name, @Nullable String language) {
        Map<String, Paper> byLanguage = all.getOrDefault(name, Map.of());
        return Optional.ofNullable(byLanguage.get(language == null ? LANGUAGES.getFirst() : language));
    }

    /** The version of each that holds today. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        all.forEach((name, byLanguage) ->
                versions.put(name, byLanguage.values().iterator().next().version()));
        return versions;
    }

    String version(String name) {
        return versions().getOrDefault(name, "");
    }

    /** @param accepted versions by name; every paper must be among them as it holds today */
    public void demand(Map<String, String> accepted) {
        versions().forEach((name, version) -> {
            if (!version.equals(accepted.get(name))) {
                throw new RefusalException(new Refusal.WrongRequest(
                        "accepted",
                        "accepted",
                        "The paper \"" + name + "\" holds in its version " + version + " and has not been accepted.",
                        "Show /papers/" + name + ", and send its version in \"accepted\" when somebody agrees."));
            }
        });
        Set<String> unknown = new TreeSet<>(accepted.keySet());
        unknown.removeAll(all.keySet());
        if (!unknown.isEmpty()) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "accepted",
                    "accepted",
                    "There is no paper \"" + unknown.iterator().next() + "\".",
                    "See /papers."));
        }
    }

    public void accept(UUID person, Map<String, String> accepted) {
        accepted.forEach((name, version) -> jdbc.sql("""
                        insert into account.acceptance (person, paper, version, at)
                        values (:person, :paper, :version, :at) on conflict do nothing""")
                .param("person", person)
                .param("paper", name)
                .param("version", version)
                .param("at", Timestamp.from(clock.instant()))
                .update());
    }

    /** What holds today and somebody has not accepted yet. */
    public List<String> open(UUID person) {
        return versions().entrySet().stream()
                .filter(one -> !isAccepted(person, one.getKey(), one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isAccepted(UUID person, String name, String version) {
        return jdbc.sql("""
                        select exists (select from account.acceptance
                        where person = :person and paper = :paper and version = :version)""")
                .param("person", person)
                .param("paper", name)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }
}
