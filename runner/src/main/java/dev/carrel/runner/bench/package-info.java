/** What the runner costs, and whether it stays the same: long series of runs with measurements around them. */
@NullMarked
package dev.carrel.runner.bench;

import org.jspecify.annotations.NullMarked;
