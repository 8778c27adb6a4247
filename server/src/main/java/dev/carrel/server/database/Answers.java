package dev.carrel.server.database;

import dev.carrel.server.platform.StartException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a database, but not for ever. */
final class Answers {
    /** PostgreSQL 15 is the oldest that has all we use. */
    private static final int OLDEST = 15;

    private Answers() {}

    /** @param possible false once waiting has become pointless */
    static void await(Address address, Duration patience, BooleanSupplier possible) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        SQLException last;
        do {
            try (Connection connection = DriverManager.getConnection(address.url(), address.login())) {
                checkVersion(address, connection);
                return;
            } catch (SQLException e) {
                last = e;
            }
            Thread.sleep(50);
        } while (System.nanoTime() < until && possible.getAsBoolean() && mayCome(last));
        throw new StartException("The database at " + address + " does not answer: " + last.getMessage(), last);
    }

    /** Wrong credentials and a missing database stay as they are. */
    private static boolean mayCome(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return !state.startsWith("28") && !state.equals("3D000");
    }

    private static void checkVersion(Address address, Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST) {
            throw new StartException(
                    "The database at " + address + " is PostgreSQL " + major + "; at least " + OLDEST + " is needed.");
        }
    }
}
