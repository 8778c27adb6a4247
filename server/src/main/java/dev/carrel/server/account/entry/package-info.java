/** The ways into an account, and how somebody who has proved who they are comes in. */
@NullMarked
package dev.carrel.server.account.entry;

import org.jspecify.annotations.NullMarked;
