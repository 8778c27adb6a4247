package dev.carrel.server;

import dev.carrel.server.account.door.Doors;
import dev.carrel.server.database.EmptyDatabase;
import dev.carrel.server.platform.config.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The real service on a free port. */
final class TestServer implements AutoCloseable {
    /** What a browser gets, at these addresses alone. */
    static final List<String> PAGE = List.of(
            "GET /",
            "GET /account",
            "GET /assets/{name}",
            "GET /classes",
            "GET /classes/{id}",
            "GET /confirm",
            "GET /forgot",
            "GET /help",
            "GET /join",
            "GET /privacy",
            "GET /projects",
            "GET /projects/{id}",
            "GET /reset",
            "GET /set-up",
            "GET /shared/{id}",
            "GET /sign-in",
            "GET /sign-in/return",
            "GET /sign-up",
            "GET /switches",
            "GET /terms");

    /** What clients of other systems call, at these addresses alone; their descriptions are those systems' own. */
    static final List<String> FACES = Doors.ALL.keySet().stream()
            .filter(route ->
                    Stream.of(" /judge0/", " /jobe/", " /piston", " /api/v2/").anyMatch(route::contains))
            .sorted()
            .toList();

    /** Every route of the API; each answers below /api as well. */
    static final List<String> ROUTES = Doors.ALL.keySet().stream()
            .filter(route -> !PAGE.contains(route) && !FACES.contains(route))
            .sorted()
            .toList();

    /** Null when it is over: test classes stay until the last test, and would keep every service with them. */
    private @Nullable Server server;

    private final Path data;

    private TestServer(Server server, Path data) {
        this.server = server;
        this.data = data;
    }

    static TestServer start(Map<String, String> environment) {
        TestServer server = starting(environment);
        server.awaitStarted();
        return server;
    }

    /** Returns as soon as the port is open. */
    static TestServer starting(Map<String, String> environment) {
        try {
            Path data = Files.createTempDirectory("carrel-");
            Map<String, String> all = new HashMap<>(Map.of(
                    "CARREL_HTTP_PORT", "0",
                    "CARREL_DATA", System.getProperty("carrel.data", data.toString()),
                    "CARREL_DATABASE_FOLDER", data.resolve("database").toString(),
                    "CARREL_BLOB_FOLDER", data.resolve("blobs").toString(),
                    "CARREL_HOME", System.getProperty("carrel.home", "..")));
            all.putAll(environment);
            if (!environment.containsKey("CARREL_DATABASE_FOLDER") && !environment.containsKey("DATABASE_URL")) {
                EmptyDatabase.layInto(data.resolve("database"));
            }
            return new TestServer(Server.start(Configured.of(Source.of(all))), data);
        } catch (Configured.Wrong | IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Server server() {
        return Objects.requireNonNull(server, "it is over");
    }

    void awaitStarted() {
        server().awaitStarted();
    }

    int port() {
        return server().port();
    }

    /** A port besides the main one. */
    int port(String name) {
        return Objects.requireNonNull(server().besides().get(name));
    }

    Caller caller() {
        return new Caller(port());
    }

    ApplicationContext context() {
        return server().context();
    }

    @Override
    public void close() {
        server().close();
        server = null;
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
