package dev.carrel.server.account;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What must be in a request. */
public final class Given {
    private Given() {}

    public static void demand(@Nullable Object value, String field) {
        if (value == null) {
            throw new RefusalException(new Refusal.WrongRequest(
                    field, "missing", "\"" + field + "\" is missing.", "Send it; the description of the API has all."));
        }
    }

    public static Optional<UUID> id(String written) {
        try {
            return Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static RefusalException wrongCode() {
        return new RefusalException(new Refusal.WrongRequest(
                "code",
                "code",
                "This code is wrong, too old, or was used already.",
                "Take it from the newest letter, or begin anew."));
    }
}
