/** Octets that are kept beside the database, for as long as what they belong to. */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package dev.carrel.server.blob;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
