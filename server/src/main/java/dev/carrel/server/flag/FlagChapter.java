package dev.carrel.server.flag;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of flags. */
public final class FlagChapter {
    public static final Chapter CHAPTER = new Chapter(
            "flag",
            Map.of(
                    "FlagsOn", FlagController.FlagsOn.class,
                    "FlagOn", FlagController.FlagOn.class,
                    "FlagWish", FlagController.FlagWish.class,
                    "FlagChange", FlagController.FlagChange.class,
                    "FlagVariant", Variant.class,
                    "FlagState", Flag.class,
                    "Flag", FlagController.ShownFlag.class,
                    "Flags", FlagController.ShownFlags.class,
                    "FlagNoted", FlagController.ShownFlagChange.class,
                    "FlagHistory", FlagController.FlagHistory.class),
            Set.of(FlagController.FlagWish.class, FlagController.FlagChange.class),
            List.of());

    private FlagChapter() {}
}
