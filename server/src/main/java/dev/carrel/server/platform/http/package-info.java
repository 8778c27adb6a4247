/** The door: what every request passes before and after its handler. */
@NullMarked
package dev.carrel.server.platform.http;

import org.jspecify.annotations.NullMarked;
