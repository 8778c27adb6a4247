/** Amazon Cognito as the keeper of passwords: its HTTP API, and nothing of its SDK. */
@NullMarked
package dev.carrel.server.account.cognito;

import org.jspecify.annotations.NullMarked;
