package dev.carrel.sandbox;

import dev.carrel.protocol.Limits;
import dev.carrel.protocol.WorkFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One program to run: its words, its environment, the files it finds in its working folder, what it may use. */
public record Command(
        Profile profile,
        List<String> argv,
        Map<String, String> env,
        List<WorkFile> files,
        Limits limits,
        Collect collect) {
    /** Words and environment together, in UTF-8: what box hands to a slot at once. */
    public static final int MAX_WORD_BYTES = 120_000;

    public Command {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        files = List.copyOf(files);
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command without a program");
        }
        if (env.keySet().stream().anyMatch(k -> k.isEmpty() || k.indexOf('=') >= 0)) {
            throw new IllegalArgumentException("an environment variable with an empty name or with = in it");
        }
        List<String> words = new ArrayList<>(argv);
        env.forEach((k, v) -> words.add(k + "=" + v));
        if (words.stream().anyMatch(w -> w.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a NUL among the words or the environment");
        }
        if (wireBytes(words.stream()) > MAX_WORD_BYTES) {
            throw new IllegalArgumentException("words and environment of more than " + MAX_WORD_BYTES + " bytes");
        }
    }

    private static long wireBytes(Stream<String> words) {
        return words.mapToLong(w -> Integer.BYTES + w.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
