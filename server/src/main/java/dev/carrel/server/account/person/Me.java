package dev.carrel.server.account.person;

import dev.carrel.server.account.Band;
import dev.carrel.server.platform.identity.PersonRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees of their own account.
 *
 * @param name in a class, or as somebody wants to be called
 * @param created as ISO 8601 writes it
 * @param hasPassword false for whoever signs in in other ways only
 * @param toAccept papers that hold and have not been accepted
 */
public record Me(
        String id,
        @Nullable String email,
        @Nullable String name,
        PersonRole role,
        @Nullable Band band,
        String created,
        List<String> toAccept,
        boolean hasPassword) {
    public static Me of(People.Account account, List<String> toAccept) {
        return new Me(
                account.id().toString(),
                account.email(),
                account.name(),
                account.role(),
                account.band(),
                account.created().toString(),
                toAccept,
                account.password() != null);
    }
}
