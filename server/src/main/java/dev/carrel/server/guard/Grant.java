package dev.carrel.server.guard;

/**
 * The right to have one program run. It ends with {@link Allowance#over}, or goes back when there came no run of it.
 */
@FunctionalInterface
public interface Grant {
    /** Where nothing is limited. */
    Grant FREE = () -> {};

    /** It counts no more. */
    void back();
}
