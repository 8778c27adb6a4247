/** How people and what is theirs go: by their own wish, or when nothing has been used for long. */
@NullMarked
package dev.carrel.server.account.going;

import org.jspecify.annotations.NullMarked;
