/** Switches for what is new: for whom it is on, in which variant, and who decided it. */
@ApplicationModule(allowedDependencies = {"platform", "database", "bus"})
@NullMarked
package dev.carrel.server.flag;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
