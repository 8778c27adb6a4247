/** Passkeys as WebAuthn has them: what an authenticator says, read and proved; no account, no database, no HTTP. */
@NullMarked
package dev.carrel.server.account.webauthn;

import org.jspecify.annotations.NullMarked;
