package dev.carrel.server.workspace;

import dev.carrel.server.platform.identity.Circle;
import java.time.Instant;
import java.util.UUID;

/**
 * An address at which somebody shows what a project was when they made it.
 *
 * @param id all that a reader needs to know: drawn by chance, and nowhere listed
 * @param within whom it is for
 */
record Snapshot(
        UUID id,
        UUID project,
        UUID person,
        Circle within,
        String name,
        int files,
        long bytes,
        Instant made,
        Instant ends) {}
