/** The face of Judge0 1.13.1. */
@NullMarked
package dev.carrel.server.compat.judge0;

import org.jspecify.annotations.NullMarked;
