package dev.carrel.runner.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownloadTest {
    private static final Path CACHE = Path.of("/cache");

    @Test
    void package_with_or_without_a_digest_and_with_an_epoch_is_read() throws InstallException {
        String printed = """
                Reading package lists...
                'http://m.example/b_5.2-1_amd64.deb' bash_5.2-1_amd64.deb 1491144 SHA256:abcd
                'http://m.example/z.deb' zlib1g_1%3a1.3+really1-1_amd64.deb 88720\s
                """;
        assertEquals(
                List.of(
                        new Download("bash", "5.2-1", "amd64", CACHE.resolve("bash_5.2-1_amd64.deb")),
                        new Download(
                                "zlib1g",
                                "1:1.3+really1-1",
                                "amd64",
                                CACHE.resolve("zlib1g_1%3a1.3+really1-1_amd64.deb"))),
                Download.parse(printed, CACHE));
    }

    @Test
    void package_that_cannot_be_read_is_never_left_out_silently() {
        assertThrows(InstallException.class, () -> Download.parse("'http://m.example/bash' bash 12", CACHE));
    }
}
