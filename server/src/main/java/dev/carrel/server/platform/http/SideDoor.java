package dev.carrel.server.platform.http;

/**
 * A port besides the main one, at which a part of the addresses is found at the root, and nothing else is.
 *
 * @param name of who is there
 * @param base what its addresses begin with at the main port
 * @param kept what an address may begin with and be the same here; empty for nothing
 */
public record SideDoor(String name, int port, String base, String kept) {
    /** Where what is asked for at this port is at the main one. */
    String path(String asked) {
        if (!kept.isEmpty() && asked.startsWith(kept)) {
            return asked;
        }
        return asked.equals("/") ? base : base + asked;
    }
}
