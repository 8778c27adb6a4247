/** Refusals and faults as RFC 9457 problem details, in one place. */
@NullMarked
package dev.carrel.server.platform.problem;

import org.jspecify.annotations.NullMarked;
