package dev.carrel.runner.bench;

/**
 * What the addresses of other systems cost beside our own, where all run the same hellos.
 *
 * @param pistonRate how many times as many runs a second Piston's has
 * @param judge0AddedP50Ms how much longer who waits at Judge0's waits, one at a time
 */
record FaceCosts(Costs piston, Costs judge0, double pistonRate, double judge0AddedP50Ms) {
    private static final double LEAST_RATE = 0.9;
    private static final double MOST_ADDED_MS = 1;

    static FaceCosts of(Costs own, Costs piston, Costs judge0) {
        return new FaceCosts(piston, judge0, rate(piston) / rate(own), judge0.aloneP50Ms() - own.aloneP50Ms());
    }

    private static double rate(Costs costs) {
        return costs.perSecond() == null ? 0 : costs.perSecond();
    }

    /** Whether both are as near as they are to be. */
    boolean isMet() {
        return pistonRate >= LEAST_RATE && judge0AddedP50Ms <= MOST_ADDED_MS;
    }
}
