package dev.carrel.server.compat.judge0;

import dev.carrel.server.compat.Offered;
import dev.carrel.server.compat.Table;
import dev.carrel.server.language.LanguageEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A language under one of the ids that clients of Judge0 have learnt by heart, as it is installed here. */
record Judge0Language(int id, LanguageEntry ours, LanguageEntry.Version version) {
    private static final List<Row> ROWS =
            Table.read("judge0.txt").stream().map(Row::of).toList();

    /** Those that Judge0 itself has retired. */
    static final Map<Integer, String> ARCHIVED = named("judge0-archived.txt");

    private static final Map<Integer, String> ABSENT = named("judge0-absent.txt");

    private record Row(int id, String ours, String which) {
        static Row of(List<String> row) {
            return new Row(Integer.parseInt(row.get(0)), row.get(1), row.get(2));
        }

        private boolean means(LanguageEntry.Version version) {
            String runtime = Objects.requireNonNullElse(version.runtime(), "");
            return version.state() == LanguageEntry.State.READY
                    && (runtime.toLowerCase(Locale.ROOT).startsWith(which)
                            || version.version().startsWith(which));
        }

        private String title(Offered offered) {
            String name = offered.languages().stream()
                    .filter(one -> one.id().equals(ours))
                    .findFirst()
                    .map(LanguageEntry::name)
                    .orElse(ours);
            return Odd.of(id).map(Odd::title).orElse(which.isEmpty() ? name : name + " (" + which + ")");
        }
    }

    private static Map<Integer, String> named(String table) {
        Map<Integer, String> names = new TreeMap<>();
        Table.read(table).forEach(row -> names.put(Integer.valueOf(row.get(0)), row.get(1)));
        return Map.copyOf(names);
    }

    /** Ids that Judge0 has, retired or not, behind which there is nothing to run now; each with its name. */
    static Map<Integer, String> gone(Offered offered) {
        Map<Integer, String> gone = new TreeMap<>(ARCHIVED);
        gone.putAll(ABSENT);
        ROWS.stream().filter(row -> of(row, offered).isEmpty()).forEach(row -> gone.put(row.id, row.title(offered)));
        return gone;
    }

    /** All that can be run now. */
    static List<Judge0Language> all(Offered offered) {
        return ROWS.stream().flatMap(row -> of(row, offered).stream()).toList();
    }

    static Optional<Judge0Language> find(Offered offered, int id) {
        return ROWS.stream().filter(row -> row.id == id).findFirst().flatMap(row -> of(row, offered));
    }

    /** Of a submission: one of several files goes where these are understood. */
    static Optional<Judge0Language> of(Wish wish, Offered offered) {
        return Odd.of(wish.language()).isEmpty()
                ? find(offered, wish.language())
                : Bundle.home(wish, offered).map(ours -> new Judge0Language(wish.language(), ours, first(ours)));
    }

    private static LanguageEntry.Version first(LanguageEntry ours) {
        return ours.versions().stream()
                .filter(version -> version.state() == LanguageEntry.State.READY)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Judge0Language> of(Row row, Offered offered) {
        return offered.language(row.ours)
                .flatMap(ours -> ours.versions().stream()
                        .filter(row::means)
                        .findFirst()
                        .map(version -> new Judge0Language(row.id, ours, version)));
    }

    /** The language's name, and what runs it. */
    String name() {
        return Odd.of(id).map(Odd::title).orElseGet(this::ourName);
    }

    private String ourName() {
        String runtime = Objects.requireNonNullElse(version.runtime(), version.version());
        String shown = runtime.startsWith(ours.name() + " ")
                ? runtime.substring(ours.name().length() + 1)
                : runtime;
        return ours.name() + " (" + shown + ")";
    }
}
