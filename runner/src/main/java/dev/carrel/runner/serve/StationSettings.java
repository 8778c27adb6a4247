package dev.carrel.runner.serve;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.sandbox.Demand;

/**
 * How much one machine takes on.
 *
 * @param interactive places for runs that somebody waits for
 * @param live places for runs that somebody types to; where there is more than one, they hold half of the memory at
 *     most, so that those who wait for their people leave room for those who compute
 * @param graded places for runs that are judged
 * @param capacity memory and cores that all runs share
 * @param ceiling the most that a request may ask for
 * @param readySlots open slots that are kept for each root
 * @param readyMemory what all kept slots together may cost
 * @param tenantsPerSlot after so many a slot is replaced
 * @param attempts how often a run is begun whose attempt we lost; 1 where whoever holds the queue decides on that
 * @param wear when the machine asks to be started anew
 */
public record StationSettings(
        int interactive,
        int live,
        int graded,
        Demand capacity,
        Limits ceiling,
        int readySlots,
        ByteSize readyMemory,
        int tenantsPerSlot,
        int attempts,
        Wear wear) {
    /**
     * When a station has done its part.
     *
     * @param jobs that it takes in its life
     * @param memory of the Java heap and box's processes together
     */
    public record Wear(int jobs, ByteSize memory) {
        public static final Wear STANDARD = new Wear(100_000, ByteSize.ofMb(1024));

        public Wear {
            if (jobs < 1) {
                throw new IllegalArgumentException("a station that takes " + jobs + " jobs");
            }
        }
    }

    public StationSettings {
        if (interactive < 0 || live < 0 || graded < 0 || interactive + live + graded < 1) {
            throw new IllegalArgumentException(
                    "places: " + interactive + " interactive, " + live + " live, " + graded + " graded");
        }
        if (readySlots < 0 || tenantsPerSlot < 1) {
            throw new IllegalArgumentException(
                    "slots: " + readySlots + " kept for each root, " + tenantsPerSlot + " tenants");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException(attempts + " attempts");
        }
    }

    /**
     * Half of the machine's memory and all its cores. What one run may ask for never exceeds what there is, so that
     * none waits for ever.
     */
    public static StationSettings of(ByteSize machineMemory, int processors) {
        ByteSize memory = new ByteSize(machineMemory.bytes() / 2);
        double most = Math.min(memory.bytes(), Limits.CEILING.memory().bytes());
        LimitsRequest less = new LimitsRequest(null, null, most, null, null, null, null, null, null, null, null);
        return new StationSettings(
                5,
                40,
                3,
                Demand.computing(memory, new Cores(1000 * processors)),
                Limits.CEILING.with(less, Limits.CEILING),
                4,
                ByteSize.ofMb(64),
                500,
                2,
                Wear.STANDARD);
    }

    public StationSettings withWear(Wear other) {
        return new StationSettings(
                interactive, live, graded, capacity, ceiling, readySlots, readyMemory, tenantsPerSlot, attempts, other);
    }

    public StationSettings withPlaces(int forInteractive, int forLive, int forGraded) {
        return new StationSettings(
                forInteractive,
                forLive,
                forGraded,
                capacity,
                ceiling,
                readySlots,
                readyMemory,
                tenantsPerSlot,
                attempts,
                wear);
    }

    public StationSettings withAttempts(int number) {
        return new StationSettings(
                interactive, live, graded, capacity, ceiling, readySlots, readyMemory, tenantsPerSlot, number, wear);
    }

    int places(Kind kind) {
        return switch (kind) {
            case INTERACTIVE -> interactive;
            case LIVE -> live;
            case GRADED -> graded;
        };
    }

    /** What the runs of a kind may hold together, where there is more than one. */
    ByteSize memory(Kind kind) {
        return switch (kind) {
            case INTERACTIVE, GRADED -> capacity.memory();
            case LIVE -> new ByteSize(capacity.memory().bytes() / 2);
        };
    }

    /** What programs that wait for their jobs may hold together: an eighth of what runs may. */
    ByteSize warmMemory() {
        return new ByteSize(capacity.memory().bytes() / 8);
    }
}
