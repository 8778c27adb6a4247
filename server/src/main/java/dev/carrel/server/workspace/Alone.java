package dev.carrel.server.workspace;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What changes something of one person's, one after the other in all processes, each in a transaction. In this process
 * they wait before they take a connection: whoever sends many saves at once takes one and no more.
 */
@Component
class Alone {
    private static final int DOORS = 256;
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:what, 0))";

    private final List<Lock> doors =
            Stream.generate(() -> (Lock) new ReentrantLock()).limit(DOORS).toList();
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Alone(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    <T> T with(UUID person, Supplier<T> work) {
        Lock door = doors.get(Math.floorMod(person.hashCode(), DOORS));
        door.lock();
        try {
            return Objects.requireNonNull(transactions.execute(_ -> {
                jdbc.sql(LOCK)
                        .param("what", "workspace " + person)
                        .query((_, _) -> "locked")
                        .single();
                return work.get();
            }));
        } finally {
            door.unlock();
        }
    }
}
