/** The catalogue: what can be run, and what an editor needs to know about it. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.carrel.server.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
