/** Whom each address lets in, and who stands there. */
@NullMarked
package dev.carrel.server.account.door;

import org.jspecify.annotations.NullMarked;
