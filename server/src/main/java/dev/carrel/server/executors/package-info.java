/**
 * Services of others that run programs for this one: an existing Judge0 or Piston, for the languages an operator names.
 */
@ApplicationModule(allowedDependencies = {"platform", "language", "run"})
@NullMarked
package dev.carrel.server.executors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
