package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A file that a program made.
 *
 * @param type its media type
 * @param url where its octets are: a {@code data:} URL, a path, or an address
 */
@JsonPropertyOrder({"name", "type", "bytes", "url"})
public record Artifact(String name, String type, ByteSize bytes, String url) {}
