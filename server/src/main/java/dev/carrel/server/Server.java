package dev.carrel.server;

import dev.carrel.server.account.admin.AdminChapter;
import dev.carrel.server.account.admin.FirstAdmin;
import dev.carrel.server.account.consent.ConsentChapter;
import dev.carrel.server.account.credential.CredentialChapter;
import dev.carrel.server.account.going.GoingChapter;
import dev.carrel.server.account.passkey.PasskeyChapter;
import dev.carrel.server.account.provider.ProviderChapter;
import dev.carrel.server.account.school.SchoolChapter;
import dev.carrel.server.account.signin.SignInChapter;
import dev.carrel.server.flag.FlagChapter;
import dev.carrel.server.guard.GuardChapter;
import dev.carrel.server.language.LanguageChapter;
import dev.carrel.server.page.PageChapter;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.platform.description.Book;
import dev.carrel.server.platform.health.HealthChapter;
import dev.carrel.server.platform.health.Starting;
import dev.carrel.server.platform.http.Besides;
import dev.carrel.server.run.RunChapter;
import dev.carrel.server.telemetry.TelemetryChapter;
import dev.carrel.server.workspace.WorkspaceChapter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The service, running: from a valid configuration to an open port, until closed. */
final class Server implements AutoCloseable {
    /** What each module says in the description of the API. */
    static final Book BOOK = new Book(List.of(
            RunChapter.CHAPTER,
            LanguageChapter.CHAPTER,
            SignInChapter.CHAPTER,
            CredentialChapter.CHAPTER,
            ProviderChapter.CHAPTER,
            PasskeyChapter.CHAPTER,
            ConsentChapter.CHAPTER,
            SchoolChapter.CHAPTER,
            GoingChapter.CHAPTER,
            AdminChapter.CHAPTER,
            GuardChapter.CHAPTER,
            WorkspaceChapter.CHAPTER,
            FlagChapter.CHAPTER,
            TelemetryChapter.CHAPTER,
            PageChapter.CHAPTER,
            HealthChapter.CHAPTER));

    private final ServletWebServerApplicationContext context;

    private Server(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackages = "dev.carrel.server", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    static class Modules {}

    static Server start(Configured configured) {
        SpringApplication application = new SpringApplication(Modules.class);
        application.setEnvironment(Logs.environment(configured));
        application.setAddCommandLineProperties(false);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        if (configured.platform().role() == Role.BOTH) {
            application.setAdditionalProfiles("runs-here");
        }
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.addInitializers(context -> {
            Logs.begin(configured);
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
            if (cause instanceof ConnectorStartFailedException side) {
                return new StartException(
                        "The port " + side.getPort()
                                + " of an interface cannot be opened: it is taken, or not allowed.",
                        side);
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
        beans.registerSingleton("book", BOOK);
        for (Object config : configured.records()) {
            beans.registerSingleton(config.getClass().getSimpleName(), config);
        }
    }

    /** Returns when it takes runs; a sentence, and it is closed, when it never will. */
    Server awaitStarted() {
        try {
            context.getBeansOfType(Starting.class)
                    .values()
                    .forEach(one -> one.started().toCompletableFuture().join());
            return this;
        } catch (CompletionException e) {
            context.close();
            throw e.getCause() instanceof RuntimeException fault ? plain(fault) : e;
        }
    }

    int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** Ports besides the main one, by who is there. */
    Map<String, Integer> besides() {
        return context.getBean(Besides.class).ports();
    }

    /** Where the first admin makes their account; the page reads what comes after #, which no server is sent. */
    Optional<String> setUpLink(PlatformConfig platform) {
        String page = platform.corsOrigin().orElse("http://localhost:" + port());
        return context.getBean(FirstAdmin.class).invite().map(token -> page + "/#setup=" + token);
    }

    ServletWebServerApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
