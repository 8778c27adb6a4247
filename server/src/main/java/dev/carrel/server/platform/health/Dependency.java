package dev.carrel.server.platform.health;

/** Something this process needs, and whether it answers. */
public interface Dependency {
    /** As in {@code /health/database}. */
    String name();

    /** What is known of it now; asks nobody who may not answer. */
    State state();

    /** Whether nothing at all can be done without it. */
    default boolean isVital() {
        return true;
    }

    /**
     * @param kind what stands behind the name, such as embedded or outside
     * @param sentence what an operator should know
     */
    record State(boolean well, String kind, String sentence) {}
}
