package dev.carrel.server.account.webauthn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of CBOR (RFC 8949) that authenticators use: whole numbers, octets, text, lists, maps and truth values, each
 * of a length that is told first. A stranger wrote it, so that nothing is believed of it: no length beyond what is
 * there, no depth beyond a few.
 */
final class Cbor {
    private static final int DEEPEST = 6;
    private static final int MOST = 64;
    private static final int FALSE = 20;
    private static final int TRUE = 21;

    private final ByteBuffer in;

    private Cbor(ByteBuffer in) {
        this.in = in;
    }

    /** Reads one thing, of which the buffer may hold more. */
    static Object read(ByteBuffer in) throws NotProved {
        try {
            return new Cbor(in).next(0);
        } catch (BufferUnderflowException e) {
            throw new NotProved("CBOR that ends too early");
        }
    }

    static Map<?, ?> readMap(ByteBuffer in) throws NotProved {
        if (read(in) instanceof Map<?, ?> map) {
            return map;
        }
        throw new NotProved("CBOR that is no map");
    }

    private Object next(int depth) throws NotProved {
        if (depth > DEEPEST) {
            throw new NotProved("CBOR too deep");
        }
        int first = in.get() & 0xff;
        int kind = first >> 5;
        if (kind == 7) {
            return truth(first & 0x1f);
        }
        long n = argument(first & 0x1f);
        return switch (kind) {
            case 0 -> n;
            case 1 -> -1 - n;
            case 2 -> octets(n);
            case 3 -> new String(octets(n), StandardCharsets.UTF_8);
            case 4 -> list(n, depth);
            case 5 -> map(n, depth);
            default -> throw new NotProved("CBOR of a kind that nobody needs");
        };
    }

    private static Boolean truth(int word) throws NotProved {
        return switch (word) {
            case FALSE -> false;
            case TRUE -> true;
            default -> throw new NotProved("CBOR of a kind that nobody needs");
        };
    }

    private long argument(int word) throws NotProved {
        long n = switch (word) {
            case 24 -> in.get() & 0xff;
            case 25 -> in.getShort() & 0xffff;
            case 26 -> in.getInt() & 0xffff_ffffL;
            case 27 -> in.getLong();
            default -> word;
        };
        if (word > 27 || n < 0) {
            throw new NotProved("CBOR of no certain length");
        }
        return n;
    }

    private byte[] octets(long n) throws NotProved {
        if (n > in.remaining()) {
            throw new NotProved("CBOR that ends too early");
        }
        byte[] octets = new byte[(int) n];
        in.get(octets);
        return octets;
    }

    private List<Object> list(long n, int depth) throws NotProved {
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < few(n); i++) {
            list.add(next(depth + 1));
        }
        return list;
    }

    private Map<Object, Object> map(long n, int depth) throws NotProved {
        Map<Object, Object> map = new HashMap<>();
        for (long i = 0; i < few(n); i++) {
            if (map.put(next(depth + 1), next(depth + 1)) != null) {
                throw new NotProved("CBOR with a name twice");
            }
        }
        return map;
    }

    private static long few(long n) throws NotProved {
        if (n > MOST) {
            throw new NotProved("CBOR too long");
        }
        return n;
    }
}
