/** The page that people see: its files, and the rules that their browsers hold it to. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.carrel.server.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
