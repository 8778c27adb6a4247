/** Coming to an account, coming in, and what its owner changes of it. */
@NullMarked
package dev.carrel.server.account.signin;

import org.jspecify.annotations.NullMarked;
