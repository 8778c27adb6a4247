/** What roots are made of and where it comes from: Debian's packages, and pinned archives of public registries. */
@NullMarked
package dev.carrel.runner.supply;

import org.jspecify.annotations.NullMarked;
