package dev.carrel.server.compat.judge0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.config.Networks;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a stranger may have us call. */
class ReachTest {
    private static final Reach PUBLIC = new Reach(Networks.of(""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "169.254.169.254",
                "168.63.129.16", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1", "198.18.0.1",
                        "224.0.0.1",
                "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1",
                "fd00:ec2::254", "fc00::1", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "100::1",
                "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1"
            })
    void address_that_is_not_public_is_not_called(String address) {
        assertFalse(PUBLIC.has(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "172.15.0.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "2a00:1450::1"})
    void public_address_is_called(String address) {
        assertTrue(PUBLIC.has(InetAddress.ofLiteral(address)));
    }

    @Test
    void operator_adds_networks_and_no_more_than_these() {
        Reach reach = new Reach(Networks.of("10.1.0.0/16,fd00::7"));
        assertTrue(reach.has(InetAddress.ofLiteral("10.1.2.3")));
        assertTrue(reach.has(InetAddress.ofLiteral("fd00::7")));
        assertFalse(reach.has(InetAddress.ofLiteral("10.2.0.1")));
        assertFalse(reach.has(InetAddress.ofLiteral("fd00::8")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org/",
                "ftp://example.org/",
                "file:///etc/passwd",
                "http://",
                "http://user:word@example.org/",
                "http://exa mple.org/",
                "http://example.org:22/",
                "http://[::1]/",
                "http://127.0.0.1/",
                "http://169.254.169.254/latest/meta-data/"
            })
    void address_that_cannot_be_called_is_refused_before_anything_is_run(String written) {
        assertTrue(Callee.wrong(written, PUBLIC).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, example.org, 443, /",
        "http://example.org?a=b, example.org, 80, /?a=b",
        "http://example.org:8080/a/b?c=/d#e, example.org, 8080, /a/b?c=/d",
        "HTTP://[2606:4700::1111]/x, 2606:4700::1111, 80, /x"
    })
    void address_says_whom_to_ask_for_what(String written, String host, int port, String target) {
        assertEquals(Optional.empty(), Callee.wrong(written, PUBLIC));
        Callee callee = Callee.of(written).orElseThrow();
        assertEquals(host, callee.host());
        assertEquals(port, callee.port());
        assertEquals(target, callee.target());
    }
}
