/** The service: one package below this one is one module. */
@NullMarked
package dev.carrel.server;

import org.jspecify.annotations.NullMarked;
