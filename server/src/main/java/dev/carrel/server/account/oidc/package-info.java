/**
 * OpenID Connect: what is said to a provider of sign-ins, and whether what it says is genuine. Whom it lets in is not
 * known here.
 */
@NullMarked
package dev.carrel.server.account.oidc;

import org.jspecify.annotations.NullMarked;
