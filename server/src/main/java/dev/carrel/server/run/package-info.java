/** Runs: accepted, queued, handed to runners, streamed, kept. */
@ApplicationModule(allowedDependencies = {"platform", "database", "bus", "language", "blob", "guard"})
@NullMarked
package dev.carrel.server.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
