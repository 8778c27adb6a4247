package dev.carrel.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Whether the database answers: asked now and then on a connection of its own. Who wants to know hears the last answer
 * at once, however many wait for a connection of the pool.
 */
final class Pulse implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final int PATIENCE_SECONDS = 2;
    /** No answer for so long is an answer. */
    private static final Duration OLD = Duration.ofSeconds(5);

    private final Address address;
    private final Thread asker =
            Thread.ofPlatform().daemon().name("database-pulse").unstarted(this::ask);
    private volatile boolean there = true;
    private volatile long answered = System.nanoTime();

    private Pulse(Address address) {
        this.address = address;
    }

    /** Of a database that answered a moment ago. */
    static Pulse of(Address address) {
        Pulse pulse = new Pulse(address);
        pulse.asker.start();
        return pulse;
    }

    boolean isThere() {
        return there && System.nanoTime() - answered < OLD.toNanos();
    }

    private void ask() {
        try {
            while (true) {
                listen();
                there = false;
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            there = false;
        }
    }

    /** Returns when it does not answer. */
    private void listen() throws InterruptedException {
        try (Connection connection = DriverManager.getConnection(address.url(), hasty())) {
            while (connection.isValid(PATIENCE_SECONDS)) {
                answered = System.nanoTime();
                there = true;
                Thread.sleep(BETWEEN);
            }
        } catch (SQLException e) {
            there = false;
        }
    }

    private Properties hasty() {
        Properties login = address.login();
        login.setProperty("connectTimeout", "" + PATIENCE_SECONDS);
        login.setProperty("socketTimeout", "" + PATIENCE_SECONDS);
        return login;
    }

    @Override
    public void close() {
        asker.interrupt();
        try {
            asker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
