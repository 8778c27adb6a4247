package dev.carrel.server.platform.description;

import dev.carrel.protocol.Bytes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The description, for programs to read; put together when somebody first asks for it. */
@RestController
class BookController {
    private final Book book;
    private final JsonMapper json;
    private volatile @Nullable Bytes document;

    BookController(Book book, JsonMapper json) {
        this.book = book;
        this.json = json;
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] description() {
        Bytes known = document;
        if (known == null) {
            known = Bytes.of(json.writeValueAsBytes(Description.of(book.chapters())));
            document = known;
        }
        return known.toArray();
    }
}
