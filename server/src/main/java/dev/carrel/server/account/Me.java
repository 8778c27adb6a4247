package dev.carrel.server.account;

import dev.carrel.server.platform.identity.PersonRole;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees of their own account.
 *
 * @param created as ISO 8601 writes it
 */
record Me(String id, @Nullable String email, PersonRole role, String created) {
    static Me of(People.Account account) {
        return new Me(
                account.id().toString(),
                account.email(),
                account.role(),
                account.created().toString());
    }
}
