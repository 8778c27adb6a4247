/** Languages as data: a folder each, read once, valid once read. */
@NullMarked
package dev.carrel.runner.language;

import org.jspecify.annotations.NullMarked;
