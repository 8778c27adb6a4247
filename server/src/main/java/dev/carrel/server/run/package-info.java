/** Runs: accepted, queued, handed to runners, streamed, kept. */
@ApplicationModule(allowedDependencies = {"platform", "database", "language", "blob"})
@NullMarked
package dev.carrel.server.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
