package dev.carrel.server.account.entry;

import dev.carrel.server.account.credential.Sessions;
import org.jspecify.annotations.Nullable;

/** What whoever came in shows from now on. Both tokens are null where they came as cookies. */
public record SignedIn(
        String person,
        @Nullable String accessToken,
        @Nullable String refreshToken,
        long accessExpiresInSeconds,
        long refreshExpiresInSeconds) {
    static SignedIn of(Sessions.Granted granted, boolean inCookies) {
        return new SignedIn(
                granted.person().toString(),
                inCookies ? null : granted.access(),
                inCookies ? null : granted.refresh().text(),
                granted.accessFor().toSeconds(),
                granted.refreshFor().toSeconds());
    }
}
