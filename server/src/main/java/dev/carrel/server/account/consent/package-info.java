/** How old somebody is, what they agree to, and who decides for a child. */
@NullMarked
package dev.carrel.server.account.consent;

import org.jspecify.annotations.NullMarked;
