package dev.carrel.server.platform.http;

import java.util.List;

/** Who lets pages of other origins call some of the addresses, beside the one page that may call all. */
public interface Openings {
    List<Opening> all();

    /**
     * All addresses below one, for scripts of pages that show who they are by a header or not at all: no browser sends
     * its cookies along.
     *
     * @param origins such as {@code https://ide.example.org}, or {@code *}
     */
    record Opening(String base, List<String> origins) {
        public Opening {
            origins = List.copyOf(origins);
        }
    }
}
