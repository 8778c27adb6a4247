/** Hostile programs, run as anybody's programs are, and what must be true of the machine afterwards. */
@NullMarked
package dev.carrel.runner.selftest;

import org.jspecify.annotations.NullMarked;
