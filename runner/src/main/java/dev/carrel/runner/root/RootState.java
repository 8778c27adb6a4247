package dev.carrel.runner.root;

/** Whether a root can be used here, and why not. */
public sealed interface RootState {
    record Installed(RootFacts facts) implements RootState {}

    /** Nothing stands in the way of installing it. */
    record Missing() implements RootState {}

    /** Its folder is there and cannot be used. */
    record Broken(String reason) implements RootState {}

    /** This machine lacks what the root is made of. */
    record Absent(String reason) implements RootState {}
}
