/** Who sent a request. */
@NullMarked
package dev.carrel.server.platform.identity;

import org.jspecify.annotations.NullMarked;
