package dev.carrel.server.platform;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The time of day, which a test may set. */
@Configuration(proxyBeanMethods = false)
class WallClock {
    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
