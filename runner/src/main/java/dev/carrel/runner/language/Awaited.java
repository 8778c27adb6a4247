package dev.carrel.runner.language;

import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import java.util.Set;

/**
 * Where a program of the language waits when it is started ahead.
 *
 * @param file that the run step opens when it gets to the program itself, called as for bare code
 * @param unless names that it looks for before that: a program that brings one of them is executed
 */
public record Awaited(FilePath file, Set<String> unless) {
    public Awaited {
        unless = Set.copyOf(unless);
    }

    static Awaited of(String file, Set<String> unless) {
        try {
            return new Awaited(new FilePath(file), unless);
        } catch (Refused e) {
            throw new Wrong("warm.awaits", e.sentence());
        }
    }
}
