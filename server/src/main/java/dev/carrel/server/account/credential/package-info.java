/** What somebody shows who has come in: sessions with their tokens and cookies, and keys for programs. */
@NullMarked
package dev.carrel.server.account.credential;

import org.jspecify.annotations.NullMarked;
