package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import java.util.Arrays;

/**
 * Cuts a stream of octets into pieces that never end inside a character: the beginning of one (three octets at most)
 * waits for its rest, or for the end of the stream. Octets that are not UTF-8 pass as they are.
 */
final class Utf8Pieces {
    private byte[] waiting = {};

    /** What is complete now; perhaps nothing. */
    Bytes push(byte[] octets) {
        byte[] all = Arrays.copyOf(waiting, waiting.length + octets.length);
        System.arraycopy(octets, 0, all, waiting.length, octets.length);
        int end = all.length - unfinished(all);
        waiting = Arrays.copyOfRange(all, end, all.length);
        return Bytes.of(all, 0, end);
    }

    /** What waited, when the stream has ended. */
    Bytes end() {
        Bytes rest = Bytes.of(waiting);
        waiting = new byte[0];
        return rest;
    }

    /** How many octets at the end begin a character that is not whole. */
    private static int unfinished(byte[] all) {
        for (int back = 1; back <= Math.min(3, all.length); back++) {
            int octet = all[all.length - back] & 0xff;
            if (octet >= 0xc2 && octet <= 0xf4) {
                int length = octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : 4;
                return back < length ? back : 0;
            }
            if (octet < 0x80 || octet > 0xbf) {
                return 0;
            }
        }
        return 0;
    }
}
