/** PostgreSQL, our own or somebody's: started, reached through a bounded pool, migrated, dumped and restored. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.carrel.server.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
