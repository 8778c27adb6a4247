package dev.carrel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    /** A request that names one limit by its wire name. */
    private static LimitsRequest only(String name, double value) {
        return new LimitsRequest(
                of("cpuMs", name, value),
                of("wallMs", name, value),
                of("memoryBytes", name, value),
                of("outputBytes", name, value),
                of("diskBytes", name, value),
                of("fileBytes", name, value),
                of("stackBytes", name, value),
                of("files", name, value),
                of("openFiles", name, value),
                of("processes", name, value),
                of("cores", name, value));
    }

    private static @Nullable Double of(String field, String name, double value) {
        return field.equals(name) ? value : null;
    }

    private static Limits merged(String name, double value) {
        return Limits.RUN.with(only(name, value), Limits.CEILING);
    }

    @ParameterizedTest
    @CsvSource({
        "cpuMs, 0, not-positive",
        "cpuMs, -1, not-positive",
        "cpuMs, NaN, not-a-number",
        "cpuMs, Infinity, not-a-number",
        "cpuMs, 1e300, above-ceiling",
        "cpuMs, 0.5, too-small",
        "wallMs, 0, not-positive",
        "wallMs, 600001, above-ceiling",
        "wallMs, NaN, not-a-number",
        "memoryBytes, 0, not-positive",
        "memoryBytes, 1, too-small",
        "memoryBytes, -5, not-positive",
        "memoryBytes, 4194304.5, not-whole",
        "memoryBytes, 1e19, above-ceiling",
        "memoryBytes, NaN, not-a-number",
        "outputBytes, 0, not-positive",
        "outputBytes, 1e12, above-ceiling",
        "outputBytes, NaN, not-a-number",
        "diskBytes, 0, not-positive",
        "diskBytes, 1e12, above-ceiling",
        "diskBytes, NaN, not-a-number",
        "fileBytes, 0, not-positive",
        "fileBytes, 1e12, above-ceiling",
        "fileBytes, NaN, not-a-number",
        "stackBytes, 0, not-positive",
        "stackBytes, 1e12, above-ceiling",
        "stackBytes, NaN, not-a-number",
        "files, 0, not-positive",
        "files, 1.5, not-whole",
        "files, 1e9, above-ceiling",
        "files, NaN, not-a-number",
        "openFiles, 0, not-positive",
        "openFiles, 1e9, above-ceiling",
        "openFiles, NaN, not-a-number",
        "processes, 0, not-positive",
        "processes, 2.5, not-whole",
        "processes, 1e9, above-ceiling",
        "processes, NaN, not-a-number",
        "cores, 0, not-positive",
        "cores, NaN, not-a-number",
        "cores, 64, above-ceiling",
        "cores, -0.0, not-positive",
        "cores, 0.001, too-small"
    })
    void limit_thatMakesNoSense_isRefusedInWordsThatNameIt(String name, double value, String rule) {
        Refused refused = assertThrows(Refused.class, () -> merged(name, value));
        assertEquals(rule, refused.rule().wire());
        assertEquals("limits." + name, refused.field());
        assertTrue(refused.sentence().startsWith("The limit " + name + " is "), refused.sentence());
        assertTrue(refused.remedy().endsWith("."), refused.remedy());
    }

    @Test
    void limits_absent_areTheDefaults() {
        assertEquals(Limits.RUN, Limits.RUN.with(LimitsRequest.NONE, Limits.CEILING));
    }

    @Test
    void limit_ofExactlyTheCeiling_passes() {
        assertEquals(
                Limits.CEILING.memory(),
                merged("memoryBytes", Limits.CEILING.memory().bytes()).memory());
    }

    @Test
    void aboveCeiling_saysBothFiguresForPeople() {
        Refused refused = assertThrows(Refused.class, () -> merged("memoryBytes", 3L << 30));
        assertEquals("The limit memoryBytes is 3 GB, above the ceiling of 2 GB.", refused.sentence());
    }

    @Test
    void wall_followsANamedCpuLimitByTheShareAndTwoSeconds() {
        assertEquals(Duration.ofSeconds(8), merged("cpuMs", 3000).wall());
        LimitsRequest wholeCore = new LimitsRequest(3000.0, null, null, null, null, null, null, null, null, null, 1.0);
        assertEquals(
                Duration.ofSeconds(5),
                Limits.RUN.with(wholeCore, Limits.CEILING).wall());
        LimitsRequest twoCores = new LimitsRequest(3000.0, null, null, null, null, null, null, null, null, null, 2.0);
        assertEquals(
                Duration.ofSeconds(5), Limits.RUN.with(twoCores, Limits.CEILING).wall());
    }

    @Test
    void wall_named_winsOverTheOneThatFollowsCpu() {
        LimitsRequest both = new LimitsRequest(3000.0, 4000.0, null, null, null, null, null, null, null, null, null);
        assertEquals(
                Duration.ofSeconds(4), Limits.RUN.with(both, Limits.CEILING).wall());
    }

    @Test
    void wall_thatFollowsCpu_staysUnderTheCeiling() {
        assertEquals(Limits.CEILING.wall(), merged("cpuMs", 300_000).wall());
    }

    @Test
    void defaults_areTheDocumentedOnes() {
        assertEquals(Duration.ofSeconds(5), Limits.RUN.wall());
        assertEquals(Duration.ofSeconds(5), Limits.RUN.cpu());
        assertEquals(ByteSize.ofMb(128), Limits.RUN.memory());
        assertEquals(Cores.HALF, Limits.RUN.share());
        assertEquals(ByteSize.ofMb(1), Limits.RUN.output());
        assertEquals(Duration.ofSeconds(10), Limits.COMPILE.cpu());
        assertEquals(Duration.ofSeconds(30), Limits.COMPILE.wall());
        assertEquals(Cores.ONE, Limits.COMPILE.share());
    }
}
