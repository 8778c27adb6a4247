package dev.carrel.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Octets that never change: the content of a file, what a program wrote. Any octet is allowed, NUL and broken UTF-8
 * too.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes of(byte[] octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    public static Bytes of(byte[] octets, int from, int to) {
        return new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    /** What remains in them, one after the other. */
    public static Bytes of(List<ByteBuffer> pieces) {
        ByteBuffer all = ByteBuffer.allocate(
                pieces.stream().mapToInt(ByteBuffer::remaining).sum());
        pieces.forEach(piece -> all.put(piece.duplicate()));
        return all.capacity() == 0 ? EMPTY : new Bytes(all.array());
    }

    public static Bytes ofText(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The octets of the wire pair: {@code base64} when it is there, else the text. */
    static Bytes ofWire(String text, @Nullable String base64) {
        return base64 == null ? ofText(text) : new Bytes(Base64.getDecoder().decode(base64));
    }

    public int size() {
        return octets.length;
    }

    public byte at(int index) {
        return octets[index];
    }

    /** These octets from an index on. */
    public Bytes from(int index) {
        return of(octets, index, octets.length);
    }

    public byte[] toArray() {
        return octets.clone();
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(octets).asReadOnlyBuffer();
    }

    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The text for people; what is not UTF-8 shows as U+FFFD. */
    public String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** The faithful form beside {@link #text()}: there only when the text would lose something. */
    public @Nullable String base64IfNotUtf8() {
        return isUtf8() ? null : base64();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes b && Arrays.equals(octets, b.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
