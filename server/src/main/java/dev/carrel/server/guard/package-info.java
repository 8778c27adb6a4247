/** What everybody may use: limits by person or address, tiers, and what of them is used. */
@ApplicationModule(allowedDependencies = {"platform", "database"})
@NullMarked
package dev.carrel.server.guard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
