/** The commands of {@code carrel} that run on Java. */
@NullMarked
package dev.carrel.runner.cli;

import org.jspecify.annotations.NullMarked;
