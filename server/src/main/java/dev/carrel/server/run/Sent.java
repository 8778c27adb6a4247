package dev.carrel.server.run;

/** Input on its way to the runner that holds this attempt. */
public record Sent(RunId id, int attempt, Input input) {}
