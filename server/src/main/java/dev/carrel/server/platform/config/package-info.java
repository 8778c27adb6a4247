/** Settings: where they come from, what they mean, and every problem with them named at once. */
@NullMarked
package dev.carrel.server.platform.config;

import org.jspecify.annotations.NullMarked;
