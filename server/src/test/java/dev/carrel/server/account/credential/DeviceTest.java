package dev.carrel.server.account.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0 | Firefox, Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | Edge, Windows",
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/142.0.0.0 Mobile Safari/537.36 | Chrome, Android",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1 | Safari, iPhone",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) | macOS"
            })
    void browser_is_known_by_its_kind(String agent, String expected) {
        assertEquals(Optional.of(expected), Device.of(agent));
    }

    @Test
    void program_has_no_device() {
        assertEquals(Optional.empty(), Device.of("Java-http-client/25.0.3"));
        assertEquals(Optional.empty(), Device.of(null));
        assertEquals(Optional.empty(), Device.of("Firefox/".repeat(200)));
    }
}
