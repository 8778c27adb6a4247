/** What the processes of one service tell each other at once: calls, and the events of runs while they happen. */
@ApplicationModule(allowedDependencies = {"platform", "database"})
@NullMarked
package dev.carrel.server.bus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
