package dev.carrel.server.guard;

import dev.carrel.protocol.Limits;
import dev.carrel.server.platform.identity.Who;
import java.time.Duration;

/** Who may have how many programs run. */
public interface Allowance {
    /** Nothing is limited. */
    Allowance UNLIMITED = new Allowance() {
        @Override
        public Grant admit(Who who, String language, String run, boolean promised) {
            return Grant.FREE;
        }

        @Override
        public Limits ceiling(Who who) {
            return Limits.CEILING;
        }

        @Override
        public void promised(String run) {}

        @Override
        public void over(String run, Duration cpu) {}
    };

    /**
     * Lets somebody have one more program run, or refuses.
     *
     * @param promised whether it is known to the database, so that any node may end it
     */
    Grant admit(Who who, String language, String run, boolean promised);

    /** The most that a program of theirs may ask for. */
    Limits ceiling(Who who);

    /** The database knows of it now, which did not when it was let in. */
    void promised(String run);

    /** A run is over, and so much processor time it took. */
    void over(String run, Duration cpu);
}
