package dev.carrel.server.workspace;

import java.time.Instant;

/**
 * What a file held from some moment on.
 *
 * @param revision that of the project that it made
 */
record Revision(long revision, String hash, int bytes, Instant changed) {}
