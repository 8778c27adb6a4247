/** The face of Piston 3.1.1. */
@NullMarked
package dev.carrel.server.compat.piston;

import org.jspecify.annotations.NullMarked;
