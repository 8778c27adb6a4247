package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run in the hands of this process. One that came over an open connection has its row still to be written; one that
 * was submitted has it in the table.
 */
final class Known {
    private final Live live;
    private final RunRequest request;
    private final RunTable.@Nullable Row row;
    private final String requestId;
    private volatile Instant taken = Instant.EPOCH;
    private volatile Instant renewed = Instant.EPOCH;
    private volatile String runner = "";

    private Known(Live live, RunRequest request, RunTable.@Nullable Row row, String requestId) {
        this.live = live;
        this.request = request;
        this.row = row;
        this.requestId = requestId;
    }

    /** Whether somebody types while it runs. */
    boolean isLive() {
        return request.input() instanceof RunRequest.Input.Live;
    }

    /** Whether another request for the same may have its result. */
    boolean isOpen() {
        return live.result().isEmpty() && !live.isCancelled();
    }

    /** Somebody waits for it on an open connection. */
    static Known direct(RunTable.Row row, RunRequest request) {
        return new Known(new Live(row.id(), row.lane(), row.created()), request, row, row.requestId());
    }

    static Known queued(RunTable.Taken taken, RunRequest request) {
        Live live = new Live(taken.id(), taken.lane(), taken.created());
        if (taken.cancelled()) {
            live.cancel();
        }
        return new Known(live, request, null, taken.requestId());
    }

    Live live() {
        return live;
    }

    String requestId() {
        return requestId;
    }

    RunRequest request() {
        return request;
    }

    /** What is to be written when it has ended; empty when the table has it. */
    Optional<RunTable.Row> row() {
        return Optional.ofNullable(row);
    }

    String runner() {
        return runner;
    }

    Instant taken() {
        return taken;
    }

    Instant renewed() {
        return renewed;
    }

    void take(String by, Instant now) {
        runner = by;
        taken = now;
        renewed = now;
    }

    void renew(Instant now) {
        renewed = now;
    }

    String language() {
        return row == null ? request.language() : row.language();
    }
}
