package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8PiecesTest {
    @Test
    void characterInHalves_waitsForItsRest() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        Utf8Pieces pieces = new Utf8Pieces();
        assertEquals("a", pieces.push(new byte[] {'a', euro[0]}).text());
        assertEquals("", pieces.push(new byte[] {euro[1]}).text());
        assertEquals("€b", pieces.push(new byte[] {euro[2], 'b'}).text());
        assertEquals(0, pieces.end().size());
    }

    @Test
    void characterThatNeverEnds_comesAtTheEndAsItIs() {
        Utf8Pieces pieces = new Utf8Pieces();
        assertEquals(0, pieces.push(new byte[] {(byte) 0xf0, (byte) 0x9f}).size());
        assertArrayEquals(new byte[] {(byte) 0xf0, (byte) 0x9f}, pieces.end().toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOctetsInAnyPieces_comeOutWhole(long seed) {
        Random random = new Random(seed);
        byte[] wild = new byte[5000];
        random.nextBytes(wild);
        byte[] tame = "Grüße, мир, 世界 😀\0\n".repeat(50).getBytes(StandardCharsets.UTF_8);
        assertWhole(wild, random, false);
        assertWhole(tame, random, true);
    }

    private static void assertWhole(byte[] all, Random random, boolean text) {
        Utf8Pieces pieces = new Utf8Pieces();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < all.length; ) {
            int end = Math.min(all.length, at + 1 + random.nextInt(7));
            Bytes piece = pieces.push(Bytes.of(all, at, end).toArray());
            assertTrue(!text || piece.isUtf8());
            out.writeBytes(piece.toArray());
            at = end;
        }
        out.writeBytes(pieces.end().toArray());
        assertArrayEquals(all, out.toByteArray());
    }
}
