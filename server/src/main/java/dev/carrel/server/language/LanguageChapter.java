package dev.carrel.server.language;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of languages. */
public final class LanguageChapter {
    public static final Chapter CHAPTER = new Chapter(
            "language",
            Map.of(
                    "Languages", LanguageController.Answer.class,
                    "Language", LanguageEntry.class,
                    "LanguageState", LanguageEntry.State.class,
                    "LanguageVersion", LanguageEntry.Version.class),
            Set.of(),
            List.of());

    private LanguageChapter() {}
}
