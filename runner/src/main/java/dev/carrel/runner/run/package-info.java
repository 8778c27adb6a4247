/** From what somebody asks to what they get: request, job, steps in a slot, events, result. */
@NullMarked
package dev.carrel.runner.run;

import org.jspecify.annotations.NullMarked;
