package dev.carrel.server.account.admin;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of the first admin. */
@NamedInterface("chapter")
public final class AdminChapter {
    public static final Chapter CHAPTER = new Chapter(
            "admin",
            Map.ofEntries(Map.entry("SetUp", SetUpController.SetUp.class)),
            Set.of(SetUpController.SetUp.class),
            List.of());

    private AdminChapter() {}
}
