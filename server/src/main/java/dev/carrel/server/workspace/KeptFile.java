package dev.carrel.server.workspace;

import dev.carrel.protocol.FilePath;

/**
 * A file of a project.
 *
 * @param born the revision of the project at which it came, by which it is known whatever it is called later
 * @param now what it holds
 */
record KeptFile(long born, FilePath path, String type, Revision now) {}
