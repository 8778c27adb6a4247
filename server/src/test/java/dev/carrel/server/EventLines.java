package dev.carrel.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** What a reader of a run's events gets: the lines that carry them, two for each. */
final class EventLines {
    static final int ALL = Integer.MAX_VALUE / 2;

    private EventLines() {}

    /** Those of events after that one, until there are so many or the run has ended. */
    static List<String> read(Caller from, String id, String last, int most) throws IOException, InterruptedException {
        return read(from, id, last, most, _ -> {});
    }

    /** @param progress hears how many lines there are so far */
    static List<String> read(Caller from, String id, String last, int most, IntConsumer progress)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        HttpRequest.Builder request = from.to("/execution/" + id + "/events");
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        var answer = from.open(request);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && lines.size() < 2 * most; line = in.readLine()) {
                if (!line.isEmpty() && !line.startsWith(":")) {
                    lines.add(line);
                    progress.accept(lines.size());
                }
            }
        }
        return lines;
    }

    static String lastId(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring("id: ".length());
    }
}
