package dev.carrel.runner.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.sandbox.SlotFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerTest {
    @TempDir
    Path folder;

    @Test
    void ground_isAskedForEachLayer() {
        assertEquals(Set.of(), Layer.missing(facts("private", "v1", "own")));
        assertEquals(Set.of(Layer.DEVICES), Layer.missing(facts("private", "v1", "host")));
        assertEquals(Set.of(Layer.DEVICES), Layer.missing(facts("subuid", "v2", "unknown")));
        assertEquals(Set.of(Layer.CGROUP), Layer.missing(facts("private", "none", "own")));
        assertEquals(Set.of(Layer.UIDS, Layer.DEVICES), Layer.missing(facts("one", "v2", "host")));
        assertEquals(Set.of(Layer.CGROUP, Layer.UIDS, Layer.DEVICES), Layer.missing(facts("one", "none", "host")));
    }

    @Test
    void attack_namesTheLayerThatAloneHoldsIt() throws IOException {
        HostileProgram program = attack("// carrel-needs: cgroup");
        assertTrue(program.needs(Layer.CGROUP));
        assertFalse(program.needs(Layer.UIDS));
        assertFalse(attack("").needs(Layer.CGROUP));
    }

    @Test
    void unknownLayer_isRefusedWithThoseThatExist() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> attack("// carrel-needs: luck"));
        assertEquals("attack.c: carrel-needs names layers, which are [cgroup, uids, devices]", e.getMessage());
    }

    private HostileProgram attack(String line) throws IOException {
        Files.write(folder.resolve("attack.c"), List.of("// carrel-expect: ok", "// carrel-why: a test", line));
        return HostileProgram.read(folder, "attack.c");
    }

    private static SlotFacts facts(String uids, String cgroup, String devices) {
        return new SlotFacts("id", "version", uids, cgroup, devices);
    }
}
