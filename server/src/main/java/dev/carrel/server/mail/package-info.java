/** Letters to people: handed over here, delivered by and by. */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package dev.carrel.server.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
