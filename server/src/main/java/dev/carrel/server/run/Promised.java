package dev.carrel.server.run;

/**
 * A run that will end with a result.
 *
 * @param fresh false when it was promised before, to this request or to one that asks for the same
 */
record Promised(RunId id, boolean fresh) {}
