package dev.carrel.server.platform;

import java.util.concurrent.CompletableFuture;

/** Wakes all who wait for it at that moment. */
public final class Bell {
    private volatile CompletableFuture<Void> next = new CompletableFuture<>();

    /** Complete when it has rung the next time. */
    public CompletableFuture<Void> next() {
        return next;
    }

    public synchronized void ring() {
        CompletableFuture<Void> now = next;
        next = new CompletableFuture<>();
        now.complete(null);
    }
}
