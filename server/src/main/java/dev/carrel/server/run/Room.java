package dev.carrel.server.run;

import java.util.Set;

/**
 * What a runner can take now.
 *
 * @param interactive runs that somebody waits for
 * @param live runs that somebody types to, which wait most of their time and keep nobody from those places
 * @param graded graded and batch runs, which have places of their own and therefore a share that nobody takes away
 * @param languages the ids of those that it has; none for every language there is
 */
public record Room(int interactive, int live, int graded, Set<String> languages) {
    public Room {
        languages = Set.copyOf(languages);
    }

    public Room(int interactive, int graded) {
        this(interactive, 0, graded, Set.of());
    }

    public boolean isNone() {
        return interactive <= 0 && live <= 0 && graded <= 0;
    }

    boolean has(String language) {
        return languages.isEmpty() || languages.contains(language);
    }
}
