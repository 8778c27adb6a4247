package dev.carrel.server.run;

import java.util.Map;

/**
 * What one process tells the others of itself.
 *
 * @param offers of the runners that have called it
 * @param lanes by the lane's name
 * @param completed since it began
 */
record NodeFacts(Map<String, Offer> offers, Map<String, LaneFacts> lanes, long completed, long failed) {
    NodeFacts {
        offers = Map.copyOf(offers);
        lanes = Map.copyOf(lanes);
    }

    /**
     * @param waiting in its memory; what waits in the table all know
     * @param active runs that its runners have
     * @param places of its runners
     * @param meanMs how long runs took lately
     */
    record LaneFacts(int waiting, int active, int places, double meanMs) {
        static final LaneFacts NOTHING = new LaneFacts(0, 0, 0, 0);
    }

    LaneFacts lane(Lane lane) {
        return lanes.getOrDefault(lane.name(), LaneFacts.NOTHING);
    }
}
