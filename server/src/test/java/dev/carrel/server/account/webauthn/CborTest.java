package dev.carrel.server.account.webauthn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
    private static Object read(String hex) throws NotProved {
        return Cbor.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    @Test
    void what_authenticators_write_is_read() throws NotProved {
        assertEquals(10L, read("0a"));
        assertEquals(-257L, read("390100"));
        assertEquals(1_000_000L, read("1a000f4240"));
        assertEquals(List.of(1L, "a", true), read("83016161f5"));
        assertEquals(Map.of("fmt", "none", "attStmt", Map.of()), read("a263666d74646e6f6e656761747453746d74a0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "5a7fffffff00",
                "5bffffffffffffffff",
                "9b7fffffffffffffff",
                "5f41ff",
                "9f",
                "f6",
                "f97e00",
                "c100",
                "a201010102",
                "1c",
                "818181818181818100",
                "9864"
            })
    void what_is_none_is_refused_whatever_it_claims(String hex) {
        assertThrows(NotProved.class, () -> read(hex));
    }
}
