package dev.carrel.server.account;

import dev.carrel.server.platform.description.Chapter;
import dev.carrel.server.platform.identity.PersonRole;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of accounts. */
public final class AccountChapter {
    public static final Chapter CHAPTER = new Chapter(
            "account",
            Map.ofEntries(
                    Map.entry("Registration", SignUpController.Registration.class),
                    Map.entry("Begun", Begun.class),
                    Map.entry("Confirmation", Confirmation.class),
                    Map.entry("Me", Me.class),
                    Map.entry("PersonRole", PersonRole.class),
                    Map.entry("Login", SignInController.Login.class),
                    Map.entry("Refreshing", SignInController.Refreshing.class),
                    Map.entry("SignedIn", SignInController.SignedIn.class),
                    Map.entry("Forgotten", MeController.Forgotten.class),
                    Map.entry("Reset", MeController.Reset.class),
                    Map.entry("PasswordChange", MeController.PasswordChange.class),
                    Map.entry("EmailChange", MeController.EmailChange.class),
                    Map.entry("KeyWish", KeyController.KeyWish.class),
                    Map.entry("KeyScope", Scope.class),
                    Map.entry("MadeKey", KeyController.MadeKey.class),
                    Map.entry("ShownKey", KeyController.ShownKey.class),
                    Map.entry("ShownKeys", KeyController.ShownKeys.class)),
            Set.of(
                    SignUpController.Registration.class,
                    Confirmation.class,
                    SignInController.Login.class,
                    SignInController.Refreshing.class,
                    MeController.Forgotten.class,
                    MeController.Reset.class,
                    MeController.PasswordChange.class,
                    MeController.EmailChange.class,
                    KeyController.KeyWish.class),
            List.of());

    private AccountChapter() {}
}
