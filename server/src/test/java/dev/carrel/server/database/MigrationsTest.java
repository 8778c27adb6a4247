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

    /**
     * What a version that knows nothing of it can live beside: more tables, indexes, and columns that fill themselves.
     */
    private static final List<Pattern> HARMLESS = List.of(
            Pattern.compile("create (table|index|function) .*"),
            Pattern.compile(
                    "alter table [a-z_.]+ (add column [a-z_]+ (?!.*\\b(unique|references|check)\\b)[^,]*(, )?)+"));

    private static final Pattern NEEDED_COLUMN = Pattern.compile("add column (?![^,]*default)[^,]*not null");

    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(ALL)) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList().stream();
        }
    }

    private static boolean isHarmless(String statement) {
        String plain =
                statement.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        return HARMLESS.stream().anyMatch(form -> form.matcher(plain).matches())
                && !NEEDED_COLUMN.matcher(plain).find();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void migration_takes_nothing_from_the_version_before(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("--[^\n]*", "").replaceAll("(?s)\\$\\$.*?\\$\\$", "body");
        for (String statement : text.split(";")) {
            assertTrue(
                    statement.isBlank() || isHarmless(statement) || watchesItsOwn(statement, text),
                    file + ": " + statement);
        }
    }

    /** A trigger on a table that the version before has not. */
    private static boolean watchesItsOwn(String statement, String text) {
        Matcher trigger =
                Pattern.compile("create trigger .* on ([a-z_.]+) for .*").matcher(statement.strip());
        return trigger.matches() && text.contains("create table " + trigger.group(1) + " (");
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
                "update run.run set live = true"
            })
    void what_would_break_the_version_before_is_noticed(String statement) {
        assertFalse(isHarmless(statement), statement);
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
