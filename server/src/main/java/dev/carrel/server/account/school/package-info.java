/** Classes, their teachers, and pupils under a pseudonym. */
@NullMarked
package dev.carrel.server.account.school;

import org.jspecify.annotations.NullMarked;
