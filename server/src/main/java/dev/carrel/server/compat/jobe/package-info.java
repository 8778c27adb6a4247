/** The face of Jobe 2.2.2, which Moodle's CodeRunner speaks to. */
@NullMarked
package dev.carrel.server.compat.jobe;

import org.jspecify.annotations.NullMarked;
