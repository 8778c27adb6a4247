package dev.carrel.server.platform.identity;

import java.util.UUID;

/** Who has an account. */
public interface Register {
    boolean has(UUID person);

    /** False as well for whoever never said how old they are. */
    boolean isAdult(UUID person);
}
