package dev.carrel.server;

import dev.carrel.runner.cli.Unprivileged;
import dev.carrel.server.account.admin.Administration;
import dev.carrel.server.database.DatabaseConfig;
import dev.carrel.server.database.ModuleSchema;
import dev.carrel.server.database.Visit;
import dev.carrel.server.guard.Told;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Source;
import dev.carrel.server.platform.config.Values;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command {@code carrel admin}: a word to the database itself, for whoever may read its folder or has its address.
 * It needs no running service and none needs to listen for it.
 */
final class Admin {
    private static final int REFUSED = 1;
    private static final int WRONG_WORDS = 2;

    /** So that the new password alone opens the account. */
    private static final String ALONE = "alone";

    /** Whose tables are asked, and who tells what of a person. */
    private static final List<ModuleSchema> MODULES = List.of(new ModuleSchema("account"), new ModuleSchema("guard"));

    private static final List<BiFunction<JdbcClient, UUID, Map<String, String>>> TELLERS =
            List.of(Administration::told, Told::of);

    private final Visit visit;
    private final Administration administration;
    private final Supplier<String> password;
    private final PrintStream out;

    private Admin(Visit visit, Supplier<String> password, PrintStream out) {
        this.visit = visit;
        this.administration = new Administration(visit.jdbc(), visit.transactions(), Clock.systemUTC());
        this.password = password;
        this.out = out;
    }

    public static void main(String[] args) {
        if (Unprivileged.isRoot(Path.of("/proc/self/status"))) {
            System.err.println("carrel: Java does not run as root. Start this by: carrel admin");
            System.exit(WRONG_WORDS);
        }
        System.exit(run(Source.read(System.getenv(), flags(args)), words(args), Admin::ask, System.out, System.err));
    }

    private static List<String> flags(String[] args) {
        return List.of(args).stream().filter(word -> word.startsWith("--")).toList();
    }

    private static List<String> words(String[] args) {
        return List.of(args).stream().filter(word -> !word.startsWith("--")).toList();
    }

    /** At a terminal unseen; else the next line. */
    private static String ask() {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isPresent()) {
            char[] written = terminal.get().readPassword("A new password: ");
            return written == null ? "" : new String(written);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the command ends with. */
    static int run(Source source, List<String> words, Supplier<String> password, PrintStream out, PrintStream err) {
        Values values = new Values(databaseOf(source), PlatformConfig.PROFILE);
        DatabaseConfig config = DatabaseConfig.of(values, PlatformConfig.of(values));
        if (!values.problems().isEmpty()) {
            values.problems().forEach(err::println);
            return WRONG_WORDS;
        }
        try (Visit visit = Visit.to(config, MODULES)) {
            return new Admin(visit, password, out).obey(words);
        } catch (RefusalException | StartException e) {
            err.println("carrel: " + e.getMessage());
            return REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return REFUSED;
        }
    }

    /** Of all that can be set only where the database is: the rest is the service's, and may be missing here. */
    private static Source databaseOf(Source all) {
        return new Source(only(all.environment()), only(all.file()), only(all.flags()), all.unread());
    }

    private static Map<String, String> only(Map<String, String> all) {
        return all.entrySet().stream()
                .filter(one -> one.getKey().matches("data|database\\..*|CARREL_DATA|DATABASE_URL|CARREL_DATABASE_.*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int obey(List<String> words) {
        String email = words.size() > 1 ? words.get(1) : "";
        switch (words.getFirst()) {
            case "create" -> administration.create(email, password.get());
            case "password" -> {
                if (words.size() > 2 && !words.get(2).equals(ALONE)) {
                    return WRONG_WORDS;
                }
                setPassword(email, words.size() > 2);
            }
            case "role" -> administration.grant(email, words.get(2));
            case "show" -> show(administration.id(email));
            case "list" -> administration.admins().forEach(out::println);
            default -> {
                return WRONG_WORDS;
            }
        }
        return 0;
    }

    private void setPassword(String email, boolean alone) {
        if (administration.setPassword(email, password.get(), alone)) {
            out.println(
                    "Every session has ended. A passkey, a key or a provider still opens this account (carrel admin show "
                            + email + "); carrel admin password " + email + " " + ALONE + " takes them away as well.");
        }
    }

    private void show(UUID person) {
        TELLERS.forEach(teller ->
                teller.apply(visit.jdbc(), person).forEach((name, value) -> out.printf("%-10s %s%n", name, value)));
    }
}
