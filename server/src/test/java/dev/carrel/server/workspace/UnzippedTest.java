package dev.carrel.server.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Refused;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A zip from a stranger is what it says, or it is refused. */
class UnzippedTest {
    private static final int CENTRAL = 0x02014b50;

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return octets.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, name.endsWith("/") ? new byte[0] : ("in " + name).getBytes(StandardCharsets.UTF_8));
        }
        return zip(files);
    }

    private static Refusal refusal(byte[] zip) {
        return switch (assertThrows(RuntimeException.class, () -> Unzipped.of(zip))) {
            case RefusalException e -> e.refusal();
            case Refused e -> Refusal.of(e);
            case RuntimeException e -> throw e;
        };
    }

    private static String rule(byte[] zip) {
        return String.valueOf(refusal(zip).facts().get("rule"));
    }

    @Test
    void plain_files_come_out_as_they_went_in_without_what_a_system_added() throws IOException {
        byte[] zip = zip("src/", "src/größe.py", "__MACOSX/src/._größe.py", ".DS_Store", "src/.DS_Store", "data.csv");
        FileSet files = Unzipped.of(zip);
        assertEquals(
                List.of(
                        FileEntry.ofText("src/größe.py", "in src/größe.py"),
                        FileEntry.ofText("data.csv", "in data.csv")),
                files.files());
    }

    @Test
    void stored_entry_with_its_size_before_it_comes_out_too() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] text = "stored".getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            ZipEntry entry = new ZipEntry("a.py");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(text.length);
            java.util.zip.CRC32 sum = new java.util.zip.CRC32();
            sum.update(text);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(text);
        }
        assertEquals(
                List.of(FileEntry.ofText("a.py", "stored")),
                Unzipped.of(octets.toByteArray()).files());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../up.py", "/etc/x.py", "a/../../b.py", "C:\\x.py", "a\\b.py", "a//b.py", "./a.py", "x\u0000.py"
            })
    void name_that_leads_elsewhere_is_refused(String name) throws IOException {
        assertTrue(rule(zip(name)).startsWith("path-"), name);
    }

    @Test
    void names_that_are_one_for_some_system_are_refused() throws IOException {
        assertEquals("path-collision", rule(zip("a.py", "A.py")));
        assertEquals("path-collision", rule(zip("a.py", "a.py/b.py")));
    }

    @Test
    void too_many_and_too_large_is_refused_before_anything_is_unpacked() throws IOException {
        assertEquals(
                "files-too-many",
                rule(zip(Stream.iterate(0, i -> i + 1)
                        .limit(101)
                        .map(i -> i + ".py")
                        .toArray(String[]::new))));
        assertEquals(
                "zip-too-many",
                rule(zip(Stream.iterate(0, i -> i + 1)
                        .limit(1001)
                        .map(i -> i + "/")
                        .toArray(String[]::new))));
        assertEquals("zip-too-large", rule(zip(Map.of("a.txt", new byte[(1 << 20) + 1]))));
        assertEquals("zip-entry", rule(zip(Map.of("zeros.dat", new byte[1 << 20]))));
        Map<String, byte[]> much = new LinkedHashMap<>();
        for (int i = 0; i < 11; i++) {
            byte[] noise = new byte[1_000_000];
            new Random(i).nextBytes(noise);
            much.put(i + ".dat", noise);
        }
        assertEquals("zip-too-large", rule(zip(much)));
    }

    /** Where something stands in the table of the first entry, and what is written there instead. */
    record Lie(String what, int at, int value, int octets) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Lie> lies() {
        return List.of(
                new Lie("smaller than it is", 24, 3, 4),
                new Lie("larger than it is", 24, 9, 4),
                new Lie("another sum", 16, 1, 4),
                new Lie("packed smaller", 20, 2, 4),
                new Lie("packed beyond the end", 20, 1 << 20, 4),
                new Lie("beyond all measure", 24, -1, 4),
                new Lie("a password", 8, 0x0809, 2),
                new Lie("an unknown way", 10, 99, 2),
                new Lie("elsewhere", 42, 1, 4),
                new Lie("outside", 42, 1 << 24, 4),
                new Lie("another name", 46, 'b', 1));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void table_that_says_other_than_the_entry_is_refused(Lie lie) throws IOException {
        byte[] zip = zip("a.py");
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = table(octets) + lie.at;
        switch (lie.octets) {
            case 4 -> octets.putInt(at, lie.value);
            case 2 -> octets.putShort(at, (short) lie.value);
            default -> octets.put(at, (byte) lie.value);
        }
        assertTrue(rule(zip).startsWith("zip-"), rule(zip));
    }

    private static int table(ByteBuffer zip) {
        for (int at = 0; ; at++) {
            if (zip.getInt(at) == CENTRAL) {
                return at;
            }
        }
    }

    @Test
    void link_is_refused() throws IOException {
        byte[] zip = zip("a.py");
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = table(octets);
        octets.put(at + 5, (byte) 3);
        octets.putInt(at + 38, 0120777 << 16);
        assertEquals("zip-entry", rule(zip));
    }

    /** Two entries of the table, one place in the file: what makes a small zip swell without end. */
    @Test
    void entries_that_lie_over_each_other_are_refused() throws IOException {
        byte[] zip = zip("a.py", "a.pz");
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int first = table(octets);
        int second = first + 46 + 4;
        System.arraycopy(zip, first, zip, second, 46 + 4);
        assertEquals("zip-entry", rule(zip));
    }

    @Test
    void octets_beside_what_the_table_names_are_refused() throws IOException {
        byte[] zip = zip("a.py");
        byte[] before = new byte[zip.length + 4];
        System.arraycopy(zip, 0, before, 4, zip.length);
        assertEquals("zip-broken", rule(before));
        assertEquals("zip-broken", rule(Arrays.copyOf(zip, zip.length + 1)));
        assertEquals("zip-broken", rule(Arrays.copyOf(zip, zip.length - 1)));
        assertEquals("zip-broken", rule(new byte[0]));
        assertEquals("zip-broken", rule("{}".getBytes(StandardCharsets.UTF_8)));
    }

    /** Each octet of a zip turned over once: refused in words or read, and never anything else. */
    @Test
    void damaged_zip_is_refused_in_words() throws IOException {
        byte[] whole = zip("a.py", "b/c.txt");
        for (int i = 0; i < whole.length; i++) {
            byte[] zip = whole.clone();
            zip[i] ^= (byte) 0xff;
            try {
                Unzipped.of(zip);
            } catch (RefusalException | Refused e) {
                assertTrue(String.valueOf(e.getMessage()).endsWith("."), e.getMessage());
            }
        }
    }
}
