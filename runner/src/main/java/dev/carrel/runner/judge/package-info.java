/** What a test's answer and its time limit make of how a program ended: rules without a slot, a clock or a thread. */
@NullMarked
package dev.carrel.runner.judge;

import org.jspecify.annotations.NullMarked;
