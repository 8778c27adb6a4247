package dev.carrel.sandbox;

/** Counts what one command was given to read, so that a client never breaks box's cap. */
final class StdinBudget {
    private long given;
    private boolean ended;

    synchronized void take(int bytes) {
        if (ended) {
            throw new IllegalStateException("stdin has been ended");
        }
        if (given + bytes > Execution.MAX_STDIN.bytes()) {
            throw new IllegalStateException("more than " + Execution.MAX_STDIN + " of stdin for one command");
        }
        given += bytes;
    }

    /** @return true the first time */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
