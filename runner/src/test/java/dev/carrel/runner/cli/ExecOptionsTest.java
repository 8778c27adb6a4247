package dev.carrel.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecOptionsTest {
    private static ExecOptions parse(String line) {
        return ExecOptions.parse(List.of(line.split(" ")));
    }

    @Test
    void everyOption_isRead() {
        ExecOptions o = parse("-l python@3.11 a.py b.py --stdin - --env K=V=W --env L= --cpu 1.5 --wall=3 --memory 64MB"
                + " --output 1k --isolation exec --artifacts out --entry a.py --files-fd 3 --json -- -x --json -- y");
        assertEquals("python", o.language());
        assertEquals("3.11", o.version());
        assertEquals(List.of("a.py", "b.py"), o.files());
        assertEquals("-", o.stdin());
        assertEquals(Map.of("K", "V=W", "L", ""), o.env());
        assertEquals(1500.0, o.limits().cpuMs());
        assertEquals(3000.0, o.limits().wallMs());
        assertEquals((double) (64 << 20), o.limits().memoryBytes());
        assertEquals(1024.0, o.limits().outputBytes());
        assertEquals(3, o.filesFd());
        assertTrue(o.json());
        assertEquals(List.of("-x", "--json", "--", "y"), o.args());
    }

    @Test
    void tests_haveAFolderAndAWayToCompare() {
        assertEquals(
                new TestOptions("cases", 4, false, 1e-6, true),
                parse("a.py --tests cases --tests-fd 4 --tolerance 1e-6 --until-failure")
                        .tests());
        assertEquals(
                new TestOptions("cases", null, true, null, false),
                parse("a.py --tests=cases --exact").tests());
        for (String wrong : List.of(
                "a.py --exact",
                "a.py --tests x --stdin y",
                "a.py --tests x --exact --tolerance 1",
                "a.py --tests x --tolerance y")) {
            assertThrows(Refused.class, () -> parse(wrong), wrong);
        }
    }

    @Test
    void nothingButAFile_leavesTheRestToDefaults() {
        ExecOptions o = parse("hello.py");
        assertNull(o.language());
        assertNull(o.stdin());
        assertNull(o.limits().cpuMs());
        assertNull(o.isolation());
    }

    @ParameterizedTest
    @CsvSource({
        "x.py --cpu 0, not-positive", "x.py --cpu -1, not-positive", "x.py --cpu NaN, not-a-number",
        "x.py --cpu abc, not-a-number", "x.py --wall Infinity, not-a-number", "x.py --memory 0, not-positive",
        "x.py --memory lots, size-syntax", "x.py --output 0, not-positive", "x.py --cpu, argument",
        "x.py --nonsense, argument", "x.py --isolation magic, argument", "x.py --env NOVALUE, environment",
        "--json, files-none", "x.py --entry ../y, path-traversal"
    })
    void wrongCall_isRefusedByItsRule(String line, String rule) {
        Refused refused = assertThrows(Refused.class, () -> parse(line));
        assertEquals(rule, refused.rule().wire());
        assertEquals(1, refused.sentence().lines().count());
        assertEquals(1, refused.remedy().lines().count());
    }
}
