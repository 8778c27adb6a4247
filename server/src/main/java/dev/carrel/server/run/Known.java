package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;
import dev.carrel.server.guard.Grant;
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
    private final String owner;
    private final int priority;
    private final String requestId;
    private final Grant grant;
    private volatile boolean inTable;
    private volatile Instant taken = Instant.EPOCH;
    private volatile Instant renewed = Instant.EPOCH;
    private volatile String runner = "";

    private Known(Live live, RunRequest request, RunTable.Row row, Grant grant) {
        this.live = live;
        this.request = request;
        this.row = row;
        this.owner = row.owner();
        this.priority = row.priority();
        this.requestId = row.requestId();
        this.grant = grant;
    }

    private Known(Live live, RunRequest request, RunTable.Taken taken) {
        this.live = live;
        this.request = request;
        this.row = null;
        this.owner = taken.owner();
        this.priority = 0;
        this.requestId = taken.requestId();
        this.grant = Grant.FREE;
    }

    /** Whether somebody types while it runs. */
    boolean isLive() {
        return request.input() instanceof RunRequest.Input.Live;
    }

    /** Somebody waits for it on an open connection. */
    static Known direct(RunTable.Row row, RunRequest request, Grant grant) {
        return new Known(new Live(row.id(), row.lane(), row.created()), request, row, grant);
    }

    static Known queued(RunTable.Taken taken, RunRequest request) {
        Live live = new Live(taken.id(), taken.lane(), taken.created());
        if (taken.cancelled()) {
            live.cancel();
        }
        return new Known(live, request, taken);
    }

    Live live() {
        return live;
    }

    /** Whose it is, for taking turns. */
    String owner() {
        return owner;
    }

    /** How many steps it is before others while it waits here. */
    int priority() {
        return priority;
    }

    /** What goes back when it is refused after all. */
    Grant grant() {
        return grant;
    }

    String requestId() {
        return requestId;
    }

    RunRequest request() {
        return request;
    }

    /** What is to be written when it has ended; empty when the table has it. */
    Optional<RunTable.Row> row() {
        return inTable ? Optional.empty() : Optional.ofNullable(row);
    }

    /** The table has it now, with a lease that was renewed just then. */
    void promised(Instant now) {
        renewed = now;
        inTable = true;
    }

    /** What a request for the same is known by; empty when it was submitted, and the table knows it. */
    Optional<Work> work() {
        return Optional.ofNullable(row).map(RunTable.Row::work);
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
