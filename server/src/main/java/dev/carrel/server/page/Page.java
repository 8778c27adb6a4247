package dev.carrel.server.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The built page, read once: a handful of files, known by name before anybody asks, so that no request ever becomes a
 * path.
 */
@Component
class Page {
    private final Map<String, PageFile> assets = new HashMap<>();
    private final Optional<PageFile> index;

    Page(PageConfig config) throws IOException {
        if (config.folder().isEmpty()) {
            index = Optional.empty();
            return;
        }
        Path folder = config.folder().get();
        index = Optional.of(PageFile.read(folder.resolve("index.html")));
        Path there = folder.resolve("assets");
        if (Files.isDirectory(there)) {
            for (Path file : files(there)) {
                assets.put(String.valueOf(file.getFileName()), PageFile.read(file));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(PageFile::isOne).toList();
        }
    }

    Optional<PageFile> index() {
        return index;
    }

    Optional<PageFile> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }
}
