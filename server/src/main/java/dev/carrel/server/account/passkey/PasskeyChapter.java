package dev.carrel.server.account.passkey;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of passkeys. */
@NamedInterface("chapter")
public final class PasskeyChapter {
    public static final Chapter CHAPTER = new Chapter(
            "passkey",
            Map.ofEntries(
                    Map.entry("PasskeyWish", PasskeyController.PasskeyWish.class),
                    Map.entry("PasskeyOptions", PasskeyController.CreationOptions.class),
                    Map.entry("PasskeyParty", PasskeyController.Party.class),
                    Map.entry("PasskeyOwner", PasskeyController.Owner.class),
                    Map.entry("PasskeyKind", PasskeyController.KeyKind.class),
                    Map.entry("PasskeyName", PasskeyController.Named.class),
                    Map.entry("PasskeySelection", PasskeyController.Selection.class),
                    Map.entry("NewPasskey", PasskeyController.NewPasskey.class),
                    Map.entry("Passkey", PasskeyController.ShownPasskey.class),
                    Map.entry("Passkeys", PasskeyController.ShownPasskeys.class),
                    Map.entry("PasskeyQuestion", PasskeySignInController.RequestOptions.class),
                    Map.entry("PasskeyUse", PasskeySignInController.PasskeyUse.class)),
            Set.of(
                    PasskeyController.PasskeyWish.class,
                    PasskeyController.NewPasskey.class,
                    PasskeySignInController.PasskeyUse.class),
            List.of());

    private PasskeyChapter() {}
}
