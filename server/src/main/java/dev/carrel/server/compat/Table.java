package dev.carrel.server.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What we know of other systems as data: rows of a file, with their fields between bars. */
public final class Table {
    private Table() {}

    /** A whole file. */
    public static String text(String name) {
        String path = "/compat/" + name;
        try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<List<String>> read(String name) {
        String path = "/compat/" + name;
        try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\\|", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
