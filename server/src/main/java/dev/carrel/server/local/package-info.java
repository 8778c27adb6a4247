/** The runner, inside this process or as all of it: the only place of the server that knows the runner's classes. */
@ApplicationModule(allowedDependencies = {"platform", "language", "run", "remote", "executors"})
@NullMarked
package dev.carrel.server.local;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
