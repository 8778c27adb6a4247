/** Faults of ours, told to a Sentry that the operator names: what failed and where, and nothing that a person wrote. */
@NullMarked
package dev.carrel.server.platform.sentry;

import org.jspecify.annotations.NullMarked;
