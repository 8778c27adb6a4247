package dev.carrel.server.language;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A language as the page and other programs see it.
 *
 * @param state ready when one of its versions is
 * @param editor the editor's name for it
 * @param entry the file that a run starts with, and the name that bare code gets
 * @param versions the one that is meant when nobody names any, first
 * @param limits of the run stage, in the form that a request has
 */
@JsonPropertyOrder({
    "id",
    "name",
    "state",
    "aliases",
    "extensions",
    "entry",
    "editor",
    "formatter",
    "debugger",
    "tier",
    "limits",
    "template",
    "versions"
})
public record LanguageEntry(
        String id,
        String name,
        State state,
        List<String> aliases,
        List<String> extensions,
        String entry,
        String editor,
        @Nullable String formatter,
        @Nullable String debugger,
        String tier,
        LimitsRequest limits,
        String template,
        List<Version> versions) {
    public LanguageEntry {
        aliases = List.copyOf(aliases);
        extensions = List.copyOf(extensions);
        versions = List.copyOf(versions);
    }

    /** Whether a run of it would be taken now. */
    public enum State {
        READY,
        NOT_INSTALLED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One version.
     *
     * @param runtime what runs it, in its own words; null until it is installed
     * @param template what a new file of this version starts with; an older compiler may not take the newest words
     * @param formats whether a run with the task format would be taken now
     */
    @JsonPropertyOrder({"version", "runtime", "state", "template", "formats"})
    public record Version(String version, @Nullable String runtime, State state, String template, boolean formats) {}

    public static LimitsRequest limits(Limits limits) {
        return new LimitsRequest(
                millis(limits.cpu()),
                millis(limits.wall()),
                (double) limits.memory().bytes(),
                (double) limits.output().bytes(),
                (double) limits.disk().bytes(),
                (double) limits.file().bytes(),
                (double) limits.stack().bytes(),
                (double) limits.files(),
                (double) limits.openFiles(),
                (double) limits.processes(),
                limits.share().milli() / 1000.0);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
