/** Runners that are processes of their own: both ends of the one connection that each of them opens. */
@ApplicationModule(allowedDependencies = {"platform", "run"})
@NullMarked
package dev.carrel.server.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
