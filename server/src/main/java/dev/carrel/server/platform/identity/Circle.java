package dev.carrel.server.platform.identity;

import java.util.UUID;

/** Whom somebody may show something to. */
public sealed interface Circle {
    /** Whoever has the address. */
    record Everybody() implements Circle {}

    /** The pupils of one class and its teacher. */
    record OneClass(UUID id) implements Circle {}

    record Nobody() implements Circle {}
}
