package dev.carrel.server.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.server.platform.config.Networks;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word on where a request comes from is believed. */
class OriginTest {
    private static final Networks TRUSTED = new Networks(List.of(
            new Networks.Part(InetAddress.ofLiteral("10.1.0.0"), 16),
            new Networks.Part(InetAddress.ofLiteral("192.0.2.128"), 25),
            new Networks.Part(InetAddress.ofLiteral("2001:db8::"), 33),
            new Networks.Part(InetAddress.ofLiteral("::1"), 128)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // nobody whom we trust
                "198.51.100.7 | 203.0.113.9                         | 198.51.100.7",
                "10.2.0.1     | 203.0.113.9                         | 10.2.0.1",
                "192.0.2.127  | 203.0.113.9                         | 192.0.2.127",
                "2001:db8:8000::1 | 203.0.113.9                     | 2001:db8:8000::1",
                // one proxy, and what the caller wrote before
                "10.1.255.255 | 203.0.113.9                         | 203.0.113.9",
                "192.0.2.128  | 1.1.1.1, 203.0.113.9                | 203.0.113.9",
                "::1          | 10.1.0.1, 203.0.113.9               | 203.0.113.9",
                "2001:db8:7fff::1 | 2001:db8:9000::2                | 2001:db8:9000::2",
                // two proxies
                "10.1.0.1     | 1.1.1.1,203.0.113.9 , 10.1.0.2      | 203.0.113.9",
                "10.1.0.1     | 10.1.0.3, 10.1.0.2                  | 10.1.0.3",
                // nothing, or nonsense
                "10.1.0.1     | none                                | 10.1.0.1",
                "10.1.0.1     | somewhere                           | 10.1.0.1",
                "10.1.0.1     | 203.0.113.9, localhost              | 10.1.0.1",
                "10.1.0.1     | 203.0.113.9, ''                     | 10.1.0.1",
                "10.1.0.1     | 0.0.0.0                             | 10.1.0.1",
            })
    void request_comes_from_the_last_address_that_nobody_could_have_made_up(
            String caller, String told, String expected) {
        List<String> lines = Stream.ofNullable(told).toList();
        assertEquals(expected, Origin.of(caller, lines, TRUSTED));
        assertEquals(caller, Origin.of(caller, lines, new Networks(List.of())));
    }
}
