package dev.carrel.server.run;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunEvent;
import dev.carrel.server.platform.identity.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private static final Pattern SEEN = Pattern.compile("([0-9]{1,4})-([0-9]{1,9})");

    private final Follower follower;
    private final Readers readers;
    private final Wire wire;

    EventsController(Follower follower, Readers readers, Wire wire) {
        this.follower = follower;
        this.readers = readers;
        this.wire = wire;
    }

    @GetMapping("/execution/{id}/events")
    void events(
            @PathVariable("id") String text,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            @RequestParam(name = "after", required = false) @Nullable String after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        RunId id = RunController.id(text);
        Follower.Seen seen = seen(last == null ? after : last);
        readers.demand(id, Who.of(request));
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        follower.follow(id, seen, new Sse(response.getOutputStream()));
    }

    private static Follower.Seen seen(@Nullable String last) {
        if (last == null || last.isEmpty()) {
            return Follower.Seen.NOTHING;
        }
        Matcher m = SEEN.matcher(last);
        if (!m.matches()) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "Last-Event-ID",
                    "This is not the id of an event.",
                    "Send the id of the last event that you have, such as 1-17.");
        }
        return new Follower.Seen(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
    }

    private final class Sse implements Follower.Reader {
        private final OutputStream out;

        private Sse(OutputStream out) {
            this.out = out;
        }

        @Override
        public void events(int attempt, List<RunEvent> events) throws IOException {
            StringBuilder text = new StringBuilder();
            for (RunEvent event : events) {
                text.append("id: ").append(attempt).append('-').append(event.n());
                text.append("\ndata: ").append(wire.event(event)).append("\n\n");
            }
            write(text.toString());
        }

        @Override
        public void silence() throws IOException {
            write(": still here\n\n");
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
