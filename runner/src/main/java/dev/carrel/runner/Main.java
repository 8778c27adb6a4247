package dev.carrel.runner;

import dev.carrel.runner.cli.Commands;

/** Where the commands of {@code carrel} begin. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Commands.run(args));
    }
}
