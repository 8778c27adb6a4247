package dev.carrel.server.account.consent;

import dev.carrel.server.account.Band;
import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of age and papers. */
@NamedInterface("chapter")
public final class ConsentChapter {
    public static final Chapter CHAPTER = new Chapter(
            "consent",
            Map.ofEntries(
                    Map.entry("Born", AgeController.Born.class),
                    Map.entry("AgeAnswer", AgeController.Answered.class),
                    Map.entry("Band", Band.class),
                    Map.entry("PaperVersions", PaperController.Versions.class),
                    Map.entry("Paper", Papers.Paper.class),
                    Map.entry("Acceptance", PaperController.Acceptance.class)),
            Set.of(AgeController.Born.class, PaperController.Acceptance.class),
            List.of());

    private ConsentChapter() {}
}
