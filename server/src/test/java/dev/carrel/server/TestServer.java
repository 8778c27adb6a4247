package dev.carrel.server;

import dev.carrel.server.account.Doors;
import dev.carrel.server.platform.config.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The real service on a free port. */
final class TestServer implements AutoCloseable {
    /** What a browser gets, at these addresses alone. */
    static final List<String> PAGE = List.of("GET /", "GET /assets/{name}");

    /** Every route of the API; each answers below /api as well. */
    static final List<String> ROUTES = Doors.ALL.keySet().stream()
            .filter(route -> !PAGE.contains(route))
            .sorted()
            .toList();

    private final Server server;
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
            return new TestServer(Server.start(Configured.of(Source.of(all))), data);
        } catch (Configured.Wrong | IOException e) {
            throw new AssertionError(e);
        }
    }

    void awaitStarted() {
        server.awaitStarted();
    }

    int port() {
        return server.port();
    }

    Caller caller() {
        return new Caller(server.port());
    }

    ApplicationContext context() {
        return server.context();
    }

    @Override
    public void close() {
        server.close();
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
