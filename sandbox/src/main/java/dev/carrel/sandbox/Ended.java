package dev.carrel.sandbox;

import dev.carrel.protocol.WorkFile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of a command: how, at what cost, and what it left in its working folder.
 *
 * @param exitCode the program's own, whatever limit it met before
 * @param signal that killed the program
 */
public record Ended(
        Outcome outcome,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        Usage usage,
        List<WorkFile> files,
        Set<Flag> flags) {
    private static final int KILL = 9;

    public Ended {
        if (exitCode != null && signal != null) {
            throw new IllegalArgumentException("an exit code and a signal");
        }
        files = List.copyOf(files);
        flags = Set.copyOf(flags);
    }

    /** Before it began. */
    public static Ended cancelled() {
        return new Ended(new Outcome.Cancelled(), null, KILL, Usage.NONE, List.of(), Set.of());
    }

    static Ended notStarted(String sentence) {
        return new Ended(new Outcome.NotStarted(sentence), null, null, Usage.NONE, List.of(), Set.of());
    }
}
