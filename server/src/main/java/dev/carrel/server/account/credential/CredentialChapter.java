package dev.carrel.server.account.credential;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of sessions and keys. */
@NamedInterface("chapter")
public final class CredentialChapter {
    public static final Chapter CHAPTER = new Chapter(
            "credential",
            Map.ofEntries(
                    Map.entry("OwnSession", SessionController.ShownSession.class),
                    Map.entry("OwnSessions", SessionController.ShownSessions.class),
                    Map.entry("KeyWish", KeyController.KeyWish.class),
                    Map.entry("KeyScope", Scope.class),
                    Map.entry("MadeKey", KeyController.MadeKey.class),
                    Map.entry("ShownKey", KeyController.ShownKey.class),
                    Map.entry("ShownKeys", KeyController.ShownKeys.class)),
            Set.of(KeyController.KeyWish.class),
            List.of());

    private CredentialChapter() {}
}
