/** Passkeys: made, used, removed. */
@NullMarked
package dev.carrel.server.account.passkey;

import org.jspecify.annotations.NullMarked;
