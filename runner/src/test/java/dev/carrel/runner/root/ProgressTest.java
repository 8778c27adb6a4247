package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.runner.supply.InstallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void each_root_is_one_line_and_what_failed_is_named_at_the_end() {
        List<String> lines = new ArrayList<>();
        long[] now = {5};
        Manifest bad = ManifestTest.manifest("bad");
        Progress progress = new Progress(lines::add, () -> now[0], 3);

        now[0] += Duration.ofSeconds(10).toNanos();
        progress.installed(ManifestTest.manifest("one"), 12L << 20, Duration.ofMillis(1500));
        now[0] += Duration.ofSeconds(290).toNanos();
        progress.failed(bad, new InstallException("No disk."));
        now[0] += Duration.ofSeconds(1).toNanos();
        progress.installed(ManifestTest.manifest("two"), 1L << 20, Duration.ofSeconds(1));

        assertEquals(Set.of(bad), progress.ended());
        assertEquals(
                List.of(
                        "[1/3] one: 12 MB in 1.5 s; about 20 s more",
                        "[2/3] bad: failed; about 3 min more",
                        "[3/3] two: 1 MB in 1.0 s; all done after 301 s",
                        "not installed: bad. No disk."),
                lines);
    }
}
