package dev.carrel.runner.bench;

import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Status;

/**
 * One program of the mix, and how it must end.
 *
 * @param weight how often it comes up, against the others
 */
record Errand(String name, String language, String code, LimitsRequest limits, Status expected, Act act, int weight) {
    /** What its user does meanwhile. */
    enum Act {
        WAIT,
        TYPE,
        CANCEL
    }

    static Errand of(String name, String language, Status expected, int weight, String code) {
        return new Errand(name, language, code, LimitsRequest.NONE, expected, Act.WAIT, weight);
    }

    Errand with(LimitsRequest other) {
        return new Errand(name, language, code, other, expected, act, weight);
    }

    Errand with(Act other) {
        return new Errand(name, language, code, limits, expected, other, weight);
    }
}
