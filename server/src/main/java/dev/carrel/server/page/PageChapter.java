package dev.carrel.server.page;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of the page. */
public final class PageChapter {
    public static final Chapter CHAPTER =
            new Chapter("page", Map.of("PageFault", PageFault.class), Set.of(PageFault.class), List.of());

    private PageChapter() {}
}
