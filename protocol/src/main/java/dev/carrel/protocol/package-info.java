/** The records that runner, server and page share; the golden JSON files of the tests are their written form. */
@NullMarked
package dev.carrel.protocol;

import org.jspecify.annotations.NullMarked;
