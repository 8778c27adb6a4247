/** The read-only file trees that slots show: what is in one, and how it is made from packages without root rights. */
@NullMarked
package dev.carrel.runner.root;

import org.jspecify.annotations.NullMarked;
