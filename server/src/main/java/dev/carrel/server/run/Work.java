package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;

/**
 * What two requests have in common that ask for the same.
 *
 * @param hash of the owner and of all that was asked
 * @param joins whether another of the same hash may have this run while it is under way
 */
record Work(Bytes hash, boolean joins) {}
