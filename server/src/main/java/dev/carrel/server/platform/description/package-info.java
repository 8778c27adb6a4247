/**
 * The description of the API (OpenAPI 3.1), made from the records that the code reads and writes and from the words of
 * each module.
 */
@NullMarked
package dev.carrel.server.platform.description;

import org.jspecify.annotations.NullMarked;
