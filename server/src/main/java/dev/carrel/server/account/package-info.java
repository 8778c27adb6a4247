/** Accounts: who somebody is, how they show it, what they may do, and what happened to it. */
@ApplicationModule(allowedDependencies = {"platform", "database", "mail"})
@NullMarked
package dev.carrel.server.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
