package dev.carrel.server.guard;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of limits. */
public final class GuardChapter {
    public static final Chapter CHAPTER = new Chapter(
            "guard",
            Map.of(
                    "Usage", Usage.class,
                    "UsageLimit", Usage.Limit.class,
                    "UserTier", Tier.class,
                    "TierWish", UsageController.TierWish.class,
                    "Lesson", ClassroomController.Lesson.class,
                    "LessonWish", ClassroomController.LessonWish.class),
            Set.of(UsageController.TierWish.class, ClassroomController.LessonWish.class),
            List.of());

    private GuardChapter() {}
}
