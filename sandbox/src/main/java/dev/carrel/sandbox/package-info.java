/** Run one command under limits and learn how it ended; knows no language, no HTTP, and makes no native call. */
@NullMarked
package dev.carrel.sandbox;

import org.jspecify.annotations.NullMarked;
