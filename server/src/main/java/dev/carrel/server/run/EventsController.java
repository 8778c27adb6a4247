package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.platform.health.Readiness;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A run's events as they happen, or as they happened (server-sent events). Each has the id {@code attempt-number}: a
 * reader whose connection broke goes on after the last one it has, and one that has seen a lost attempt begins again.
 */
@RestController
class EventsController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Pattern SEEN = Pattern.compile("([0-9]{1,4})-([0-9]{1,9})");

    private final Runs runs;
    private final RunTable table;
    private final Wire wire;
    private final Readiness readiness;

    EventsController(Runs runs, RunTable table, Wire wire, Readiness readiness) {
        this.readiness = readiness;
        this.runs = runs;
        this.table = table;
        this.wire = wire;
    }

    /** How far a reader has come. */
    private record Seen(int attempt, int count) {}

    @GetMapping("/execution/{id}/events")
    void events(
            @PathVariable("id") String text,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            @RequestParam(name = "after", required = false) @Nullable String after,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        RunId id = RunController.id(text);
        Seen seen = seen(last == null ? after : last);
        Optional<Transcript> first = next(id, seen, Duration.ZERO);
        if (first.isEmpty()) {
            throw RunController.unknown();
        }
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        stream(id, seen, response.getOutputStream());
    }

    private static Seen seen(@Nullable String last) {
        if (last == null || last.isEmpty()) {
            return new Seen(0, 0);
        }
        Matcher m = SEEN.matcher(last);
        if (!m.matches()) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "Last-Event-ID",
                    "This is not the id of an event.",
                    "Send the id of the last event that you have, such as 1-17.");
        }
        return new Seen(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
    }

    private void stream(RunId id, Seen from, OutputStream out) throws IOException, InterruptedException {
        Seen seen = from;
        while (readiness.isAccepting()) {
            Optional<Transcript> found = next(id, seen, HEARTBEAT);
            if (found.isEmpty()) {
                return;
            }
            Transcript more = found.get();
            int before = more.attempt() == seen.attempt() ? seen.count() : 0;
            write(more.attempt(), more.events(), out);
            seen = new Seen(more.attempt(), before + more.events().size());
            if (more.result().isPresent()) {
                finish(seen, more.last(), more.result().get(), from, out);
                return;
            }
            if (more.events().isEmpty()) {
                out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
    }

    /** The last event holds the result, which is not stored a second time: it is made from it, at the last time. */
    private void finish(Seen seen, Millis at, RunResult result, Seen from, OutputStream out) throws IOException {
        if (from.attempt() == seen.attempt() && from.count() > seen.count()) {
            return;
        }
        write(seen.attempt(), List.of(new RunEvent.Finished(seen.count() + 1L, at, result)), out);
        out.flush();
    }

    private void write(int attempt, List<RunEvent> events, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        for (RunEvent event : events) {
            text.append("id: ").append(attempt).append('-').append(event.n());
            text.append("\ndata: ").append(wire.event(event)).append("\n\n");
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What comes after, perhaps later; empty when there is no such run. */
    private Optional<Transcript> next(RunId id, Seen seen, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Live> live = runs.live(id);
            if (live.isPresent()) {
                return Optional.of(live.get().since(seen.attempt(), seen.count(), patience));
            }
            Optional<Stored> stored = table.find(id);
            if (stored.isEmpty()) {
                return runs.live(id).map(Live::transcript);
            }
            if (stored.get().result().isPresent()) {
                return Optional.of(kept(stored.get(), stored.get().result().get(), seen));
            }
            if (System.nanoTime() >= until) {
                return Optional.of(Transcript.of(seen.attempt(), List.of(), 0, Optional.empty()));
            }
            Thread.sleep(BETWEEN);
        }
    }

    private Transcript kept(Stored run, Bytes result, Seen seen) {
        List<RunEvent> events = new ArrayList<>();
        table.events(run.id(), run.attempt()).forEach(array -> events.addAll(wire.events(array)));
        int from = seen.attempt() == run.attempt() ? Math.min(seen.count(), events.size()) : 0;
        return Transcript.of(run.attempt(), events, from, Optional.of(wire.result(result)));
    }
}
