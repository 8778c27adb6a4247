/** How the page is used: counted by day and role for everybody, kept by name only of those who agreed. */
@ApplicationModule(allowedDependencies = {"platform", "database"})
@NullMarked
package dev.carrel.server.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
