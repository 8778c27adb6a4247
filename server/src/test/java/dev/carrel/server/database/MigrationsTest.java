package dev.carrel.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While a new version is rolled out, the one before works on the same tables. */
class MigrationsTest {
    private static final Path ALL = Path.of("src/main/resources/db/migration");

    private static final Pattern MORE = Pattern.compile("create (unlogged table|table|index|function) .*");
    private static final Pattern UNIQUE = Pattern.compile("create unique index \\w+ on ([a-z_.]+) \\(+([a-z_]+).*");
    private static final Pattern ALTERED = Pattern.compile("alter table [a-z_.]+ (add .*)");
    private static final Pattern COLUMN = Pattern.compile("add column ([a-z_]+) (.*)");
    private static final Pattern CHECK = Pattern.compile("add check \\(([a-z_]+) is null or .*\\)");

    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(ALL)) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList().stream();
        }
    }

    /**
     * What a version that knows nothing of it can live beside: more tables and indexes, columns that fill themselves or
     * may stay empty, and rules that an empty column keeps.
     */
    private static boolean isHarmless(String statement, String file) {
        String plain = plain(statement);
        Matcher unique = UNIQUE.matcher(plain);
        Matcher altered = ALTERED.matcher(plain);
        return MORE.matcher(plain).matches()
                || (unique.matches() && (makes(file, unique.group(1)) || adds(file, unique.group(2))))
                || (altered.matches()
                        && Stream.of(altered.group(1).split(", (?=add )"))
                                .allMatch(part -> isHarmlessPart(part, file)));
    }

    private static boolean isHarmlessPart(String part, String file) {
        Matcher column = COLUMN.matcher(part);
        Matcher check = CHECK.matcher(part);
        return column.matches()
                ? isHarmlessColumn(column.group(1), column.group(2))
                : check.matches() && adds(file, check.group(1));
    }

    private static boolean isHarmlessColumn(String name, String what) {
        String rest = what.replaceFirst("check \\(" + name + " in \\([^)]*\\)\\)$", "");
        boolean filled = rest.contains(" default ");
        return !rest.contains("unique")
                && !rest.contains("check")
                && (filled ? !rest.contains("references") : !rest.contains("not null"));
    }

    private static boolean makes(String file, String table) {
        return plain(file).contains("create table " + table + " (");
    }

    /** Empty in every row that the version before writes; nothing equals it. */
    private static boolean adds(String file, String column) {
        return plain(file).contains("add column " + column + " ");
    }

    private static String plain(String statement) {
        return statement.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void migration_takes_nothing_from_the_version_before(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("--[^\n]*", "").replaceAll("(?s)\\$\\$.*?\\$\\$", "body");
        for (String statement : text.split(";")) {
            assertTrue(
                    statement.isBlank() || isHarmless(statement, text) || watchesItsOwn(statement, text),
                    file + ": " + statement);
        }
    }

    /** A trigger on a table that the version before has not. */
    private static boolean watchesItsOwn(String statement, String text) {
        Matcher trigger =
                Pattern.compile("create trigger .* on ([a-z_.]+) for .*").matcher(statement.strip());
        return trigger.matches() && makes(text, trigger.group(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table run.run",
                "alter table run.run drop column live",
                "alter table run.run rename column live to typed",
                "alter table run.run add column work bytea not null",
                "alter table run.run add column a int, add column b int not null",
                "alter table run.run alter column work set not null",
                "alter table run.run add column work bytea unique",
                "alter table run.run add column work text check (work <> '')",
                "alter table run.run add check (owner is null or live)",
                "create unique index run_owner on run.run (owner)",
                "update run.run set live = true"
            })
    void what_would_break_the_version_before_is_noticed(String statement) {
        assertFalse(isHarmless(statement, statement), statement);
    }

    @Test
    void version_before_starts_on_tables_of_a_later_one_and_two_that_start_at_once_migrate_once() throws Exception {
        try (TestDatabase database = TestDatabase.start();
                ExecutorService starts = Executors.newFixedThreadPool(3)) {
            List<Future<TestDatabase.Ports>> all = IntStream.range(0, 3)
                    .mapToObj(i -> starts.submit(() -> database.ports("trial")))
                    .toList();
            for (Future<TestDatabase.Ports> one : all) {
                one.get();
            }
            assertEquals("1", database.ask("select count(*) from trial.migration where version = '1'"));
            all.getFirst().get().jdbc().sql("""
                    insert into trial.migration (installed_rank, version, description, type, script, checksum, installed_by,
                      installed_on, execution_time, success)
                    select installed_rank + 1, '99', 'later', type, 'V99__later.sql', 7, installed_by, installed_on, 1, true
                    from trial.migration where version = '1'""").update();
            database.ports("trial");
            assertEquals("1", database.ask("select count(*) from trial.migration where version = '99'"));
        }
    }
}
