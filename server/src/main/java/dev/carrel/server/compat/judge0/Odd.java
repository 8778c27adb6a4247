package dev.carrel.server.compat.judge0;

import java.util.Optional;
import java.util.stream.Stream;

/** Ids of Judge0 that stand for no language: what is sent is not a source. */
enum Odd {
    /** The source is what comes out. */
    PLAIN_TEXT(43, "Plain Text", "text.txt", "cat text.txt"),
    /** The source is a program for this machine. */
    EXECUTABLE(44, "Executable", "a.out", "$shell -c 'exec ./a.out \"$@\"' a.out"),
    /** There is no source, but files, and among them scripts that compile and run. */
    PROJECT(89, "Multi-file program", "", "");

    static final String COMPILE = "compile";
    static final String RUN = "run";

    private final int id;
    private final String title;
    private final String file;
    private final String command;

    Odd(int id, String title, String file, String command) {
        this.id = id;
        this.title = title;
        this.file = file;
        this.command = command;
    }

    static Optional<Odd> of(int id) {
        return Stream.of(values()).filter(one -> one.id == id).findFirst();
    }

    /** As clients write it. */
    String id() {
        return Integer.toString(id);
    }

    String title() {
        return title;
    }

    /** The name that the source gets; empty where there is none. */
    String file() {
        return file;
    }

    /** What is run in a shell; empty where a script is. */
    String command() {
        return command;
    }
}
