package dev.carrel.server;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.sentry.Sentry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** How this process logs, and what else Spring reads from its environment. */
final class Logs {
    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

    /** A stop ends within 30 s: after a pause for balancers of 10 at most, this, and then what runs gets six. */
    private static final String LAST_ANSWERS = "8s";

    /** At most their warnings: what they tell besides fills the log, and that of mail has people's addresses in it. */
    private static final List<String> FRAMEWORKS = List.of("org.springframework", "org.apache", "org.eclipse.angus");

    private Logs() {}

    /** An environment of our properties and no others: neither of the process nor of files that lie about. */
    static ConfigurableEnvironment environment(Configured configured) {
        return new Fixed(properties(configured.platform()));
    }

    /** Where no Spring does it. */
    static void configure(Configured configured) {
        ConfigurableEnvironment environment = environment(configured);
        LoggingSystem logging = LoggingSystem.get(Logs.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(environment), null, null);
        logging.setLogLevel(
                LoggingSystem.ROOT_LOGGER_NAME,
                LogLevel.valueOf(configured.platform().logLevel().name()));
        FRAMEWORKS.forEach(name -> logging.setLogLevel(name, LogLevel.WARN));
        begin(configured);
    }

    /** The first lines: what holds. From here on a thread that dies leaves its word in the log. */
    static void begin(Configured configured) {
        Sentry.begin(configured.sentry());
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> LOG.error("the thread {} died", thread, fault));
        configured.names().notes().forEach(LOG::warn);
        configured.effective().forEach((key, value) -> LOG.info("setting {} = {}", key, value));
    }

    /** Spring's own properties are not for operators: what they may set stands in the table of settings. */
    private static Map<String, Object> properties(PlatformConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.application.name", "carrel");
        properties.put("spring.config.location", "optional:classpath:/none/");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", LAST_ANSWERS);
        properties.put("logging.level.root", config.logLevel().name());
        FRAMEWORKS.forEach(name -> properties.put("logging.level." + name, "WARN"));
        switch (config.logFormat()) {
            case ECS -> properties.put("logging.structured.format.console", "ecs");
            case TEXT ->
                properties.put("logging.pattern.console", "%d{HH:mm:ss.SSS} %-5level %logger{0} %X{requestId} %m%n%ex");
        }
        return properties;
    }

    private static final class Fixed extends StandardEnvironment {
        private Fixed(Map<String, Object> properties) {
            getPropertySources().addFirst(new MapPropertySource("carrel", properties));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {}
    }
}
