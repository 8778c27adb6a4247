/** Signing in by somebody else's word. */
@NullMarked
package dev.carrel.server.account.provider;

import org.jspecify.annotations.NullMarked;
