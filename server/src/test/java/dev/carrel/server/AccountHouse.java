package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A service that has accounts, with a mail server beside it. */
final class AccountHouse implements AutoCloseable {
    static final String SECRET = "kV2n8Xq0Zr7Lw4Tb9Hc1Js6Mf3Pg5Yd+/aEuoiRWQ=";
    static final String PASSWORD = "four words that rhyme";
    static final Map<String, String> PAPERS = Map.of("terms", version("terms"), "privacy", version("privacy"));
    private static final Pattern CODE = Pattern.compile("The code is ([0-9]{4} [0-9]{4})");
    private static final int LOOKS = 800;
    private static final long LOOK_MS = 50;
    private static final long START_MS = 60_000;

    private final GreenMail post = post();
    private final TestServer server;
    private final Caller caller;
    private final Set<MimeMessage> read = new HashSet<>();

    AccountHouse(Map<String, String> environment) {
        post.start();
        Map<String, String> all = new HashMap<>(Map.of(
                "CARREL_ROLE",
                "api",
                "CARREL_RUNNER_TOKEN",
                SECRET,
                "JWT_SECRET",
                SECRET,
                "CARREL_MAIL_URL",
                "smtp+plain://127.0.0.1:" + post.getSmtp().getPort(),
                "CARREL_MAIL_FROM",
                "carrel@example.org"));
        all.putAll(environment);
        server = TestServer.start(all);
        caller = server.caller();
    }

    private static GreenMail post() {
        ServerSetup anyPort = new ServerSetup(0, "127.0.0.1", "smtp");
        anyPort.setServerStartupTimeout(START_MS);
        return new GreenMail(anyPort);
    }

    private static String version(String paper) {
        try (InputStream text = AccountHouse.class.getResourceAsStream("/papers/" + paper + ".en.md")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("^Version: ", "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What somebody shows who has signed in. */
    record Tokens(String person, String access, String refresh) {}

    TestServer server() {
        return server;
    }

    Caller caller() {
        return caller;
    }

    /** The text of the next letter to this address. */
    String letter(String to) throws Exception {
        for (int i = 0; i < LOOKS; i++) {
            for (MimeMessage message : post.getReceivedMessages()) {
                if (message.getAllRecipients()[0].toString().equals(to) && read.add(message)) {
                    return message.getContent().toString();
                }
            }
            Thread.sleep(LOOK_MS);
        }
        throw new AssertionError("no letter to " + to);
    }

    long letters(String to) {
        return Stream.of(post.getReceivedMessages())
                .filter(message -> isTo(message, to))
                .count();
    }

    private static boolean isTo(MimeMessage message, String to) {
        try {
            return message.getAllRecipients()[0].toString().equals(to);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    String code(String to) throws Exception {
        Matcher m = CODE.matcher(letter(to));
        assertTrue(m.find());
        return m.group(1);
    }

    static String json(Object... namesAndValues) {
        Map<String, Object> object = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return Caller.JSON.writeValueAsString(object);
    }

    HttpResponse<String> register(String email) throws IOException, InterruptedException {
        return register(email, age(1990));
    }

    HttpResponse<String> register(String email, String age) throws IOException, InterruptedException {
        return caller.post(
                "/auth/register", json("email", email, "password", PASSWORD, "age", age, "accepted", PAPERS));
    }

    /** When somebody was born who is ten. */
    static int childsYear() {
        return Year.now(ZoneOffset.UTC).getValue() - 10;
    }

    /** What whoever was born in the January of that year is answered. */
    String age(int year) throws IOException, InterruptedException {
        HttpResponse<String> answer = caller.post("/auth/age", json("year", year, "month", 1, "country", "DE"));
        assertEquals(200, answer.statusCode(), answer.body());
        return Caller.json(answer).path("age").asString();
    }

    HttpResponse<String> login(String email, String password) throws IOException, InterruptedException {
        return caller.post("/auth/login", json("email", email, "password", password));
    }

    Tokens signIn(String email) throws IOException, InterruptedException {
        HttpResponse<String> answer = login(email, PASSWORD);
        assertEquals(200, answer.statusCode(), answer.body());
        return tokens(answer);
    }

    static Tokens tokens(HttpResponse<String> answer) {
        JsonNode body = Caller.json(answer);
        return new Tokens(
                body.path("person").asString(),
                body.path("accessToken").asString(),
                body.path("refreshToken").asString());
    }

    /** Somebody with an account, signed in. */
    Tokens somebody(String email) throws Exception {
        HttpResponse<String> begun = register(email);
        assertEquals(202, begun.statusCode(), begun.body());
        HttpResponse<String> made = caller.post(
                "/auth/confirm", json("id", Caller.json(begun).path("id").asString(), "code", code(email)));
        assertEquals(201, made.statusCode(), made.body());
        return signIn(email);
    }

    void grant(Tokens who, String role) {
        server.context()
                .getBean(JdbcClient.class)
                .sql("update account.person set role = :role where id = cast(:id as uuid)")
                .param("role", role)
                .param("id", who.person)
                .update();
    }

    HttpResponse<String> as(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = caller.to(path).method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return caller.send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> refresh(String token) throws IOException, InterruptedException {
        return caller.post("/auth/refresh", json("refreshToken", token));
    }

    List<String> audit(Tokens who) {
        return server.context()
                .getBean(JdbcClient.class)
                .sql("select what from account.audit where person = cast(:id as uuid) order by at")
                .param("id", who.person)
                .query((found, _) -> found.getString("what"))
                .list();
    }

    @Override
    public void close() {
        server.close();
        post.stop();
    }
}
