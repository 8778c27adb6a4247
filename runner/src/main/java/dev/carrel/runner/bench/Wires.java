package dev.carrel.runner.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** As many connections as ask at once; one that broke is not used again. */
final class Wires implements AutoCloseable {
    private final URI service;
    private final ConcurrentLinkedQueue<Wire> free = new ConcurrentLinkedQueue<>();

    Wires(URI service) {
        this.service = service;
    }

    Wire.Answer ask(Question question) throws IOException {
        @Nullable Wire kept = free.poll();
        Wire wire = kept == null ? new Wire(service) : kept;
        try {
            Wire.Answer answer = wire.ask(question);
            if (answer.isLast()) {
                wire.close();
            } else {
                free.add(wire);
            }
            return answer;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        for (Wire wire = free.poll(); wire != null; wire = free.poll()) {
            wire.close();
        }
    }
}
