package dev.carrel.runner.language;

/** A language's file says something that cannot be: which key, and what is the matter with it. */
final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String key, String what) {
        super(key + " " + what);
    }

    static void unless(boolean holds, String key, String what) {
        if (!holds) {
            throw new Wrong(key, what);
        }
    }
}
