package dev.carrel.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool whose database may be away. Once that is known, whoever asks is told at once and holds nothing up; twice a
 * second one of them tries whether it is back, which is all that it takes to recover.
 */
final class Breaker extends DelegatingDataSource {
    private static final long BETWEEN = Duration.ofMillis(500).toNanos();

    private final AtomicLong next = new AtomicLong();
    private volatile @Nullable SQLException away;

    Breaker(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        SQLException known = away;
        if (known != null && !isMyTurn()) {
            throw new SQLNonTransientConnectionException("The database does not answer.", "08001", known);
        }
        try {
            Connection connection = super.getConnection();
            away = null;
            return connection;
        } catch (SQLException e) {
            if (isAway(e)) {
                next.set(System.nanoTime() + BETWEEN);
                away = e;
            }
            throw e;
        }
    }

    private boolean isMyTurn() {
        long turn = next.get();
        long now = System.nanoTime();
        return now - turn >= 0 && next.compareAndSet(turn, now + BETWEEN);
    }

    /** A pool that has connections is busy, and that is another thing. */
    static boolean isAway(SQLException fault) {
        return fault instanceof SQLTransientConnectionException
                && String.valueOf(fault.getMessage()).contains("total=0");
    }
}
