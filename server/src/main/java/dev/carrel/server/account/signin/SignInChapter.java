package dev.carrel.server.account.signin;

import dev.carrel.server.account.consent.Anew;
import dev.carrel.server.account.entry.SignedIn;
import dev.carrel.server.account.person.Begun;
import dev.carrel.server.account.person.Confirmation;
import dev.carrel.server.platform.description.Chapter;
import dev.carrel.server.platform.identity.PersonRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of accounts: coming to one, coming in, changing it. */
@NamedInterface("chapter")
public final class SignInChapter {
    public static final Chapter CHAPTER = new Chapter(
            "signin",
            Map.ofEntries(
                    Map.entry("Registration", SignUpController.Registration.class),
                    Map.entry("Begun", Begun.class),
                    Map.entry("SignUpConfirmation", SignUpController.SignUpConfirmation.class),
                    Map.entry("Confirmation", Confirmation.class),
                    Map.entry("Me", Me.class),
                    Map.entry("AskedAnew", Me.AskedAnew.class),
                    Map.entry("ConsentGiver", Anew.Whom.class),
                    Map.entry("PersonRole", PersonRole.class),
                    Map.entry("Login", SignInController.Login.class),
                    Map.entry("Refreshing", SignInController.Refreshing.class),
                    Map.entry("SignedIn", SignedIn.class),
                    Map.entry("Forgotten", MeController.Forgotten.class),
                    Map.entry("Reset", MeController.Reset.class),
                    Map.entry("PasswordChange", MeController.PasswordChange.class),
                    Map.entry("EmailChange", MeController.EmailChange.class),
                    Map.entry("CalledWish", OwnController.CalledWish.class),
                    Map.entry("AgeAnew", OwnController.AgeAnew.class)),
            Set.of(
                    SignUpController.Registration.class,
                    SignUpController.SignUpConfirmation.class,
                    Confirmation.class,
                    SignInController.Login.class,
                    SignInController.Refreshing.class,
                    MeController.Forgotten.class,
                    MeController.Reset.class,
                    MeController.PasswordChange.class,
                    MeController.EmailChange.class,
                    OwnController.CalledWish.class,
                    OwnController.AgeAnew.class),
            List.of());

    private SignInChapter() {}
}
