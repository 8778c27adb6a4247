package dev.carrel.server.account.provider;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of providers. */
@NamedInterface("chapter")
public final class ProviderChapter {
    public static final Chapter CHAPTER = new Chapter(
            "provider",
            Map.ofEntries(
                    Map.entry("Provider", ProviderController.ShownProvider.class),
                    Map.entry("Providers", ProviderController.ShownProviders.class),
                    Map.entry("Way", ProviderController.Way.class),
                    Map.entry("Return", ProviderController.Return.class),
                    Map.entry("Arrived", Arrived.class),
                    Map.entry("ArrivalAnswers", ProviderController.ArrivalAnswers.class),
                    Map.entry("Connecting", LoginController.Connecting.class),
                    Map.entry("ConnectedLogin", LoginController.ShownLogin.class),
                    Map.entry("Logins", LoginController.ShownLogins.class)),
            Set.of(
                    ProviderController.Return.class,
                    ProviderController.ArrivalAnswers.class,
                    LoginController.Connecting.class),
            List.of());

    private ProviderChapter() {}
}
