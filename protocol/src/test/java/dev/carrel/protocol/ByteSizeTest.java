package dev.carrel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "100000, 100000",
        "64k, 65536",
        "128MB, 134217728",
        "128 MiB, 134217728",
        "1.5G, 1610612736",
        "1g, 1073741824",
        "0, 0",
        "2TB, 2199023255552",
        "10b, 10"
    })
    void size_withAUnit_isReadInPowersOf1024(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse("limits.memoryBytes", text).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MB", "-1", "NaN", "1e3", "12 parsecs", "0x10", "1,5MB", "Infinity", "9999999999999999999"})
    void size_thatIsNone_isRefusedNamingTheField(String text) {
        Refused refused = assertThrows(Refused.class, () -> ByteSize.parse("limits.memoryBytes", text));
        assertEquals(Rule.SIZE_SYNTAX, refused.rule());
        assertEquals("limits.memoryBytes", refused.field());
    }

    @ParameterizedTest
    @CsvSource({"9999999999T, above-ceiling"})
    void size_beyondAnyMachine_isRefused(String text, String rule) {
        assertEquals(
                rule,
                assertThrows(Refused.class, () -> ByteSize.parse("m", text))
                        .rule()
                        .wire());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "1023, 1023 bytes",
        "1024, 1 KB",
        "1536, 1.5 KB",
        "134217728, 128 MB",
        "1073741824, 1 GB",
        "9223372036854775807, 8388608 TB"
    })
    void size_forPeople_isShort(long bytes, String text) {
        assertEquals(text, new ByteSize(bytes).toString());
    }
}
