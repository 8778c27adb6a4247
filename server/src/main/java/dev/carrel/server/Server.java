package dev.carrel.server;

import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.PlatformConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** The service, running: from a valid configuration to an open port, until closed. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final ServletWebServerApplicationContext context;

    private Server(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackages = "dev.carrel.server", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    static class Modules {}

    static Server start(Configured configured) {
        SpringApplication application = new SpringApplication(Modules.class);
        application.setEnvironment(new Fixed(properties(configured.platform())));
        application.setAddCommandLineProperties(false);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.addInitializers(context -> {
            configured.names().notes().forEach(LOG::warn);
            configured.effective().forEach((key, value) -> LOG.info("setting {} = {}", key, value));
            register(context.getBeanFactory(), configured);
        });
        try {
            return new Server((ServletWebServerApplicationContext) application.run());
        } catch (RuntimeException e) {
            throw plain(e);
        }
    }

    /** Spring wraps what stands in the way; an operator wants the sentence. */
    private static RuntimeException plain(RuntimeException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException sentence) {
                return sentence;
            }
            if (cause instanceof PortInUseException port) {
                return new StartException(
                        "The port " + port.getPort()
                                + " is taken: stop what has it, or choose another, --http.port=8081.",
                        port);
            }
        }
        return fault;
    }

    private static void register(ConfigurableListableBeanFactory beans, Configured configured) {
        for (Object config : configured.records()) {
            beans.registerSingleton(config.getClass().getSimpleName(), config);
        }
    }

    /** Spring's own properties are not for operators: what they may set stands in the table of settings. */
    private static Map<String, Object> properties(PlatformConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.application.name", "carrel");
        properties.put("spring.config.location", "optional:classpath:/none/");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "15s");
        properties.put("logging.level.root", config.logLevel().name());
        properties.put("logging.level.org.springframework", "WARN");
        properties.put("logging.level.org.apache", "WARN");
        switch (config.logFormat()) {
            case ECS -> properties.put("logging.structured.format.console", "ecs");
            case TEXT ->
                properties.put("logging.pattern.console", "%d{HH:mm:ss.SSS} %-5level %logger{0} %X{requestId} %m%n%ex");
        }
        return properties;
    }

    /** An environment of these properties and no others: neither of the process nor of files that lie about. */
    private static final class Fixed extends StandardEnvironment {
        private Fixed(Map<String, Object> properties) {
            getPropertySources().addFirst(new MapPropertySource("carrel", properties));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {}
    }

    int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    ServletWebServerApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
