package dev.carrel.server.platform.health;

import dev.carrel.server.platform.description.Chapter;
import dev.carrel.server.platform.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of the service itself. */
public final class HealthChapter {
    public static final Chapter CHAPTER = new Chapter(
            "health",
            Map.of(
                    "Health", HealthController.Whole.class,
                    "DependencyHealth", HealthController.Answer.class,
                    "Word", HealthController.Word.class,
                    "Problem", Problem.class),
            Set.of(),
            List.of());

    private HealthChapter() {}
}
