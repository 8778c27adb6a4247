/** Owns a machine: languages become steps, steps run in slots, slots give events and a result. */
@NullMarked
package dev.carrel.runner;

import org.jspecify.annotations.NullMarked;
