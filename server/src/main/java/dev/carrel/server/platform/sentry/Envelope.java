package dev.carrel.server.platform.sentry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the log as Sentry takes it. Messages of exceptions and the arguments of a line may hold what a person
 * wrote, or a password in an address: they stay in the log. The line's own pattern goes along when it is one of ours.
 */
final class Envelope {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OURS = "dev.carrel.";
    private static final int CAUSES = 8;

    /** Not whose it was. */
    private static final Set<String> TAGS = Set.of("requestId", "runId");

    private Envelope() {}

    static byte[] of(ILoggingEvent line, String environment) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id =
                HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
        Map<String, Object> event = new TreeMap<>();
        event.put("event_id", id);
        event.put("timestamp", line.getInstant().toString());
        event.put("platform", "java");
        event.put("level", "error");
        event.put("environment", environment);
        event.put("logger", line.getLoggerName());
        Map<String, String> tags = new TreeMap<>(line.getMDCPropertyMap());
        tags.keySet().retainAll(TAGS);
        event.put("tags", tags);
        if (line.getLoggerName().startsWith(OURS)) {
            event.put("logentry", Map.of("message", line.getMessage()));
        }
        if (line.getThrowableProxy() != null) {
            event.put("exception", Map.of("values", exceptions(line.getThrowableProxy())));
        }
        return (JSON.writeValueAsString(Map.of("event_id", id)) + "\n{\"type\":\"event\"}\n"
                        + JSON.writeValueAsString(event) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The first cause first, as Sentry wants it. */
    private static List<Map<String, Object>> exceptions(IThrowableProxy last) {
        Deque<Map<String, Object>> all = new ArrayDeque<>();
        for (IThrowableProxy one = last; one != null && all.size() < CAUSES; one = one.getCause()) {
            all.addFirst(Map.of(
                    "type",
                    one.getClassName(),
                    "stacktrace",
                    Map.of("frames", frames(one.getStackTraceElementProxyArray()))));
        }
        return new ArrayList<>(all);
    }

    /** The outermost call first. */
    private static List<Map<String, Object>> frames(StackTraceElementProxy[] trace) {
        Deque<Map<String, Object>> frames = new ArrayDeque<>();
        for (StackTraceElementProxy proxy : trace) {
            StackTraceElement at = proxy.getStackTraceElement();
            Map<String, Object> frame = new TreeMap<>();
            frame.put("module", at.getClassName());
            frame.put("function", at.getMethodName());
            frame.put("in_app", at.getClassName().startsWith(OURS));
            if (at.getLineNumber() > 0) {
                frame.put("lineno", at.getLineNumber());
            }
            frames.addFirst(frame);
        }
        return new ArrayList<>(frames);
    }
}
