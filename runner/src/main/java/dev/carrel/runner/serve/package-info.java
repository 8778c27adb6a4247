/** One machine that runs many programs at once, for as long as it stays in good health. */
@NullMarked
package dev.carrel.runner.serve;

import org.jspecify.annotations.NullMarked;
