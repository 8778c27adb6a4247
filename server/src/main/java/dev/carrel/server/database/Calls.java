package dev.carrel.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What processes on the same database call to each other, with {@code pg_notify}: heard at once, or never, as when the
 * connection is broken just then. Whoever must know looks into the table as well.
 */
public final class Calls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Address address;
    private volatile boolean closing;
    private volatile boolean heard;

    Calls(Address address) {
        this.address = address;
    }

    /** Whether calls are heard at this moment. */
    public boolean isHeard() {
        return heard;
    }

    /** From now on, on a connection of its own. */
    public void hear(String channel, Consumer<String> listener) {
        Thread.ofVirtual().name("hear-" + channel).start(() -> {
            while (!closing) {
                try {
                    listen(channel, listener);
                } catch (SQLException e) {
                    heard = false;
                    pause(channel, e);
                }
            }
        });
    }

    private void listen(String channel, Consumer<String> listener) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.login());
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + channel);
            heard = true;
            PGConnection line = connection.unwrap(PGConnection.class);
            while (!closing) {
                for (PGNotification call : line.getNotifications((int) LOOK.toMillis())) {
                    listener.accept(call.getParameter());
                }
            }
        }
    }

    private void pause(String channel, SQLException broken) {
        if (!closing) {
            LOG.debug("{} is not heard: {}", channel, broken.getMessage());
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closing = true;
    }
}
