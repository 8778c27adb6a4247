package dev.carrel.server.account.going;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of going, and of what goes by itself. */
@NamedInterface("chapter")
public final class GoingChapter {
    public static final Chapter CHAPTER = new Chapter(
            "going",
            Map.ofEntries(
                    Map.entry("Going", GoingController.Going.class),
                    Map.entry("Gone", GoingController.Gone.class),
                    Map.entry("PauseWish", RetentionController.PauseWish.class),
                    Map.entry("HoldWish", RetentionController.HoldWish.class),
                    Map.entry("Hold", RetentionController.ShownHold.class),
                    Map.entry("Due", RetentionController.ShownDue.class),
                    Map.entry("RetentionPreview", RetentionController.Preview.class)),
            Set.of(
                    GoingController.Going.class,
                    RetentionController.PauseWish.class,
                    RetentionController.HoldWish.class),
            List.of());

    private GoingChapter() {}
}
