/** Who has an account, and how they prove it by a password or by the code of a letter. */
@NullMarked
package dev.carrel.server.account.person;

import org.jspecify.annotations.NullMarked;
