package dev.carrel.server.run;

/**
 * What a runner can take now.
 *
 * @param interactive runs that somebody waits for
 * @param graded graded and batch runs, which have places of their own and therefore a share that nobody takes away
 */
public record Room(int interactive, int graded) {
    public boolean isNone() {
        return interactive <= 0 && graded <= 0;
    }
}
