package dev.carrel.server.platform.description;

import java.util.List;

/** The chapters of all modules. */
public record Book(List<Chapter> chapters) {
    public Book {
        chapters = List.copyOf(chapters);
    }
}
