/** The faces of Judge0, Piston and Jobe: what their clients send is run here, and answered as they expect it. */
@ApplicationModule(allowedDependencies = {"platform", "database", "language", "run"})
@NullMarked
package dev.carrel.server.compat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
