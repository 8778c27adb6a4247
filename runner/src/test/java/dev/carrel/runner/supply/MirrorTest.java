package dev.carrel.runner.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MirrorTest {
    @Test
    void mirror_is_the_one_that_apt_uses() {
        String printed = """
                'https://tools.example/apt/dists/stable/InRelease' tools.example_InRelease 0
                'http://mirror.example/pub/debian/dists/bookworm/InRelease' mirror.example_InRelease 0
                'http://mirror.example/pub/debian/dists/bookworm-updates/InRelease' mirror.example_InRelease 0
                'http://safe.example/debian-security/dists/bookworm-security/InRelease' safe.example_InRelease 0
                """;
        assertEquals(
                Optional.of(new Mirror("http://mirror.example/pub/debian", "http://safe.example/debian-security")),
                Mirror.fromApt(printed));
    }

    @Test
    void security_mirror_stands_beside_the_main_one_when_none_is_named() throws InstallException {
        Mirror expected = new Mirror("http://mirror.example/debian", "http://mirror.example/debian-security");
        assertEquals(expected, Mirror.find("http://mirror.example/debian/"));
        assertEquals(
                Optional.of(expected),
                Mirror.fromApt("'http://mirror.example/debian/dists/trixie/InRelease' mirror.example_InRelease 0"));
    }

    @Test
    void host_without_debian_has_no_mirror() {
        assertTrue(Mirror.fromApt("'http://a.example/ubuntu/dists/noble/InRelease' a.example_InRelease 0")
                .isEmpty());
    }
}
