package dev.carrel.server.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What we know as data: rows of a file of ours, with their fields between commas. */
public final class Table {
    private Table() {}

    public static List<List<String>> read(String name) {
        return text("/people/" + name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split(",")))
                .toList();
    }

    public static String text(String path) {
        try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
