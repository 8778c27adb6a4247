/** The first admin, and what is done to accounts from the console. */
@NullMarked
package dev.carrel.server.account.admin;

import org.jspecify.annotations.NullMarked;
