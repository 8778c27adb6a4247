package dev.carrel.server.page;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the built page lies.
 *
 * @param folder its index.html and assets; empty for a service that has an API and no page
 */
public record PageConfig(Optional<Path> folder) {
    private static final Setting<String> FOLDER = Setting.text(
            "page.folder",
            "",
            "The folder of the built page, which the command carrel sets. Without one nothing but the API answers.");

    public static final List<Setting<?>> SETTINGS = List.of(FOLDER);

    public static PageConfig of(Values values) {
        Optional<Path> folder = values.optional(FOLDER).map(Path::of);
        if (folder.isPresent() && !Files.isReadable(folder.get().resolve("index.html"))) {
            values.problem("page.folder is " + folder.get() + ", but there is no index.html that can be read.");
        }
        return new PageConfig(folder);
    }
}
