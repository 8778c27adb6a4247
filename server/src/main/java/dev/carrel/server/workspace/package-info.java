/** People's projects: their files, what they were before, and the way in and out as a zip. */
@ApplicationModule(allowedDependencies = {"platform", "database", "blob", "language"})
@NullMarked
package dev.carrel.server.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
