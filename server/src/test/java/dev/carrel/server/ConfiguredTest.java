package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Profile;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.platform.config.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredTest {
    private static final String STRONG = "kV2n8Xq0Zr7Lw4Tb9Hc1Js6Mf3Pg5Yd+/aEuoiRWQ=";

    /** All that production asks for. */
    private static Map<String, String> production() {
        Map<String, String> environment = new HashMap<>();
        environment.put("NODE_ENV", "production");
        environment.put("JWT_SECRET", STRONG);
        environment.put("CORS_ORIGIN", "https://learn.example.org");
        environment.putAll(Production.NEEDED);
        return environment;
    }

    private static Configured of(Map<String, String> environment) throws Configured.Wrong {
        return Configured.of(Source.of(environment));
    }

    private static List<String> problems(Map<String, String> environment) {
        return assertThrows(Configured.Wrong.class, () -> of(environment)).problems();
    }

    private static void assertProblem(String start, List<String> problems) {
        assertTrue(problems.stream().anyMatch(problem -> problem.startsWith(start)), problems.toString());
    }

    @Test
    void nothing_set_means_a_developers_own_machine() throws Configured.Wrong {
        PlatformConfig platform = of(Map.of()).platform();
        assertEquals(Profile.DEV, platform.profile());
        assertEquals("127.0.0.1", platform.address());
        assertEquals(8080, platform.port());
        assertEquals(PlatformConfig.LogFormat.TEXT, platform.logFormat());
    }

    @Test
    void production_starts_with_all_that_it_asks_for() throws Configured.Wrong {
        PlatformConfig platform = of(production()).platform();
        assertEquals(Profile.PRODUCTION, platform.profile());
        assertEquals("", platform.address());
        assertEquals(PlatformConfig.LogFormat.ECS, platform.logFormat());
    }

    @Test
    void every_problem_is_named_at_once() {
        List<String> problems = problems(Map.of(
                "CARREL_HTTP_PORT", "eighty",
                "CARREL_LOG_LEVEL", "loud",
                "CARREL_HTTP_MAX_BODY", "much",
                "CARREL_HTTP_DRAIN", "1min",
                "CORS_ORIGIN", "learn.example.org",
                "CARREL_HTP_PORT", "80"));
        assertEquals(6, problems.size(), problems.toString());
        assertProblem("CARREL_HTTP_PORT (http.port): \"eighty\" is not a whole number from 0 to 65535.", problems);
    }

    @Test
    void an_unknown_name_is_refused_with_the_nearest_known() throws Configured.Wrong {
        assertProblem(
                "The variable CARREL_HTP_PORT is not known. Did you mean CARREL_HTTP_PORT?",
                problems(Map.of("CARREL_HTP_PORT", "80")));
        Source flags = Source.read(Map.of(), List.of("--http.prot=1", "word"));
        List<String> problems =
                assertThrows(Configured.Wrong.class, () -> Configured.of(flags)).problems();
        assertProblem("The option --http.prot is not known. Did you mean http.port?", problems);
        assertProblem("\"word\" is not of the form --key=value.", problems);
    }

    @Test
    void a_flag_wins_over_the_environment_and_that_over_the_file(@TempDir Path folder)
            throws IOException, Configured.Wrong {
        Path file =
                Files.writeString(folder.resolve("carrel.conf"), "http.port=1\nlog.level=debug\nhttp.address=::1\n");
        Map<String, String> environment =
                Map.of("CARREL_CONFIG", file.toString(), "CARREL_HTTP_PORT", "2", "CARREL_LOG_LEVEL", "warn");
        PlatformConfig platform = Configured.of(Source.read(environment, List.of("--http.port=3")))
                .platform();
        assertEquals(3, platform.port());
        assertEquals(PlatformConfig.LogLevel.WARN, platform.logLevel());
        assertEquals("::1", platform.address());
    }

    @Test
    void a_file_that_is_not_there_is_a_problem() {
        Source source = Source.read(Map.of("CARREL_CONFIG", "/nowhere/carrel.conf"), List.of());
        assertProblem(
                "The file \"/nowhere/carrel.conf\"",
                assertThrows(Configured.Wrong.class, () -> Configured.of(source))
                        .problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "my-secret-0123456789-0123456789-abcdef"
            })
    void production_refuses_a_secret_that_can_be_guessed(String secret) {
        Map<String, String> environment = production();
        environment.put("JWT_SECRET", secret);
        assertProblem("JWT_SECRET ", problems(environment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "https://*.example.org",
                "http://localhost:3000",
                "https://app.localhost",
                "https://127.0.0.1",
                "http://learn.example.org",
                "https://learn.example.org/",
                "learn"
            })
    void production_refuses_an_origin_that_is_open_local_or_none(String origin) {
        Map<String, String> environment = production();
        environment.put("CORS_ORIGIN", origin);
        assertProblem("CORS_ORIGIN ", problems(environment));
    }

    @ParameterizedTest
    @CsvSource({"ENABLE_DEBUG_ROUTES, true", "CARREL_PROFILE, dev", "REDIS_URL, redis://broker", "REDIS_HOST, broker"})
    void production_refuses(String name, String value) {
        Map<String, String> environment = production();
        environment.put(name, value);
        problems(environment);
    }

    @Test
    void production_speaks_with_its_broker_by_password_and_over_tls_or_on_a_network_of_its_own()
            throws Configured.Wrong {
        Map<String, String> environment = production();
        environment.put("REDIS_URL", "redis://broker.example.org");
        List<String> problems = problems(environment);
        assertProblem("REDIS_URL has no password", problems);
        assertProblem("REDIS_URL is not rediss://", problems);
        environment.put("REDIS_URL", "redis://:hush@broker.example.org");
        environment.put("CARREL_BROKER_PLAIN", "true");
        assertEquals(
                "Optional[redis://broker.example.org:6379]",
                of(environment).broker().outside().toString());
        environment.remove("CARREL_BROKER_PLAIN");
        for (String good : List.of("rediss://carrel:h%2Fush@broker.example.org:6380/1", "redis://:hush@127.0.0.1")) {
            environment.put("REDIS_URL", good);
            assertTrue(of(environment).broker().outside().isPresent());
            assertEquals("(set, not shown)", of(environment).effective().get("broker.url"));
        }
    }

    @Test
    void broker_is_named_by_one_address_and_only_to_who_speaks_with_it() throws Configured.Wrong {
        assertTrue(of(Map.of()).broker().outside().isEmpty());
        assertEquals(
                "Optional[redis://broker:6380]",
                of(Map.of("REDIS_HOST", "broker", "REDIS_PORT", "6380"))
                        .broker()
                        .outside()
                        .toString());
        assertProblem(
                "REDIS_URL and REDIS_HOST are both set",
                problems(Map.of("REDIS_URL", "redis://broker", "REDIS_HOST", "broker")));
        assertProblem("REDIS_PORT is set without REDIS_HOST", problems(Map.of("REDIS_PORT", "6380")));
        assertProblem(
                "CARREL_BROKER_AUTHORITIES names /nowhere/ca.pem",
                problems(Map.of("CARREL_BROKER_AUTHORITIES", "/nowhere/ca.pem")));
        for (String wrong :
                List.of("http://:hush@broker", "redis://:hush@broker/name", "redis:hush", "redis://:hush@broker/16")) {
            List<String> problems = problems(Map.of("REDIS_URL", wrong));
            assertProblem("REDIS_URL (broker.url): Its value is not an address such as rediss://", problems);
            assertFalse(problems.toString().contains("hush"));
        }
        assertProblem(
                "REDIS_URL or REDIS_HOST is set, but a runner",
                problems(Map.of(
                        "CARREL_ROLE", "runner",
                        "CARREL_RUNNER_TOKEN", STRONG,
                        "CARREL_RUNNER_SERVER", "https://carrel.example.org",
                        "REDIS_HOST", "broker")));
    }

    @Test
    void production_names_everything_that_is_missing() {
        List<String> problems = problems(Map.of("NODE_ENV", "production"));
        assertProblem("JWT_SECRET is missing", problems);
        assertProblem("CORS_ORIGIN is missing", problems);
        Production.MISSING.forEach(start -> assertProblem(start, problems));
    }

    @Test
    void secrets_are_masked_wherever_values_are_shown() throws Configured.Wrong {
        Configured configured = of(production());
        assertEquals("(set, not shown)", configured.effective().get("secrets.jwt"));
        assertFalse(configured.effective().containsValue(STRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void staging_demands_secrets_as_production_does(String secret) throws Configured.Wrong {
        Map<String, String> environment = new HashMap<>(Map.of("CARREL_PROFILE", "staging", "JWT_SECRET", STRONG));
        assertEquals(Profile.STAGING, of(environment).platform().profile());
        environment.put("JWT_SECRET", secret);
        environment.put("CARREL_RUNNER_TOKEN", "changeme");
        List<String> problems = problems(environment);
        assertProblem("JWT_SECRET ", problems);
        assertProblem("CARREL_RUNNER_TOKEN can be guessed", problems);
        environment.remove("JWT_SECRET");
        assertProblem("JWT_SECRET is missing", problems(environment));
    }

    @Test
    void proxies_are_addresses_and_networks() throws Configured.Wrong {
        var proxies = of(Map.of("CARREL_HTTP_TRUSTED_PROXIES", "10.0.0.0/8, ::1"))
                .platform()
                .proxies();
        assertTrue(proxies.have("10.255.0.1") && proxies.have("::1"));
        assertFalse(proxies.have("11.0.0.1") || proxies.have("::2") || proxies.have("localhost"));
        assertTrue(of(Map.of()).platform().proxies().parts().isEmpty());
        for (String wrong : List.of("proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8/8")) {
            assertProblem(
                    "CARREL_HTTP_TRUSTED_PROXIES (http.trusted-proxies)",
                    problems(Map.of("CARREL_HTTP_TRUSTED_PROXIES", wrong)));
        }
    }

    @Test
    void mongodb_is_answered_with_what_to_do_instead() throws Configured.Wrong {
        List<String> notes = of(Map.of("MONGODB_URI", "mongodb://old")).names().notes();
        assertTrue(notes.getFirst().contains("DATABASE_URL"), notes.toString());
    }

    @Test
    void production_takes_the_embedded_database_when_asked_for_by_name() throws Configured.Wrong {
        Map<String, String> environment = production();
        environment.remove("DATABASE_URL");
        environment.put("CARREL_DATABASE_KIND", "embedded");
        assertTrue(of(environment).database().outside().isEmpty());
    }

    @Test
    void a_database_address_never_shows_its_password() {
        List<String> problems = problems(Map.of("DATABASE_URL", "mysql://carrel:hush@db/carrel"));
        assertProblem("DATABASE_URL (database.url): Its value is not an address such as", problems);
        assertFalse(problems.toString().contains("hush"));
    }

    @Test
    void a_runner_needs_its_api_and_a_token_and_nothing_that_opens_more() throws Configured.Wrong {
        Map<String, String> runner = new HashMap<>(Map.of(
                "NODE_ENV", "production",
                "CARREL_ROLE", "runner",
                "CARREL_RUNNER_TOKEN", STRONG,
                "CARREL_RUNNER_SERVER", "https://carrel.example.org"));
        assertEquals(Role.RUNNER, of(runner).platform().role());
        runner.put("JWT_SECRET", STRONG);
        runner.put("DATABASE_URL", "postgres://carrel:word@db.example.org/carrel");
        runner.put("CARREL_RUNNER_TOKEN", "changeme");
        runner.remove("CARREL_RUNNER_SERVER");
        List<String> problems = problems(runner);
        assertProblem("JWT_SECRET is set, but a runner", problems);
        assertProblem("DATABASE_URL is set, but a runner", problems);
        assertProblem("CARREL_RUNNER_TOKEN can be guessed", problems);
        assertProblem("CARREL_RUNNER_SERVER is missing", problems);
        assertEquals(4, problems.size(), problems.toString());
    }

    @Test
    void names_that_deployments_already_use_work_as_given() throws Configured.Wrong {
        Map<String, String> environment = production();
        environment.put("WORKER_CONCURRENCY_EXECUTION", "7");
        environment.put("WORKER_CONCURRENCY_SUBMISSION", "2");
        environment.put("ENABLE_DEBUG_ROUTES", "false");
        environment.put("GEMINI_API_KEY", "of-somebody");
        environment.put("SENTRY_DSN", "https://0123456789abcdef@sentry.example.org/7");
        Configured configured = of(environment);
        assertEquals(7, configured.run().interactive());
        assertEquals(2, configured.run().graded());
        assertEquals(
                "https://learn.example.org", configured.platform().corsOrigin().orElseThrow());
        assertEquals(STRONG, configured.names().jwtSecret().orElseThrow());
        assertEquals(
                "https://sentry.example.org/api/7/envelope/",
                configured.sentry().dsn().orElseThrow().envelopes().toString());
        assertEquals("production", configured.sentry().environment());
        assertEquals("(set, not shown)", configured.effective().get("sentry.dsn"));
        assertEquals(5, of(Map.of()).run().interactive());
        assertEquals(3, of(Map.of()).run().graded());
        assertProblem("SENTRY_DSN (sentry.dsn): Its value is not a DSN", problems(Map.of("SENTRY_DSN", "hush")));
    }

    @Test
    void an_api_without_a_runner_inside_needs_the_token_of_those_outside() {
        assertProblem("CARREL_RUNNER_TOKEN is missing", problems(Map.of("CARREL_ROLE", "api")));
    }

    /** What the other modules ask of production. */
    private static final class Production {
        static final Map<String, String> NEEDED = Map.of(
                "DATABASE_URL", "postgres://carrel:pass%40word@db.example.org/carrel",
                "CARREL_ROLE", "both");
        static final List<String> MISSING = List.of("DATABASE_URL is missing", "CARREL_ROLE is missing");
    }
}
