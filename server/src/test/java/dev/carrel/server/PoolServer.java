package dev.carrel.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** As much of Cognito as we ask of it, with its refusals by its names, and its people in memory. */
final class PoolServer implements AutoCloseable {
    static final String POOL = "eu-central-1_AbC123";
    static final String CLIENT = "carrel-client";
    static final String SECRET = "a-secret-of-the-pool";
    static final String CODE = "123456";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Kept> people = new ConcurrentHashMap<>();
    private final Map<String, String> refreshing = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private record Kept(String subject, String password, boolean confirmed) {}

    private static final class Says extends Exception {
        private static final long serialVersionUID = 1L;

        Says(String type) {
            super(type);
        }
    }

    PoolServer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("pool").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private String issuer() {
        return endpoint() + POOL;
    }

    /** What it was asked, in order. */
    List<String> asked() {
        return asked;
    }

    /** Somebody whom the pool knew before we came. */
    void add(String email, String password) {
        people.put(email, new Kept(UUID.randomUUID().toString(), password, true));
    }

    void forgetRefreshing() {
        refreshing.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, ?> body;
        int status = 200;
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/openid-configuration")) {
            body = Map.of(
                    "issuer", issuer(),
                    "authorization_endpoint", endpoint() + "authorize",
                    "token_endpoint", endpoint() + "token",
                    "jwks_uri", endpoint() + "keys");
        } else if (path.equals("/keys")) {
            body = new JWKSet(key.toPublicJWK()).toJSONObject();
        } else {
            String what = exchange.getRequestHeaders()
                    .getFirst("X-Amz-Target")
                    .replace("AWSCognitoIdentityProviderService.", "");
            asked.add(what);
            try {
                body = called(
                        what, Caller.JSON.readTree(exchange.getRequestBody().readAllBytes()));
            } catch (Says e) {
                status = 400;
                body = Map.of("__type", String.valueOf(e.getMessage()), "message", "No.");
            }
        }
        byte[] octets = Caller.JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    private Map<String, ?> called(String what, JsonNode said) throws Says {
        if (!said.path("ClientId").asString("").equals(CLIENT)) {
            throw new Says("ResourceNotFoundException");
        }
        String user = said.path("Username").asString("");
        if (!user.isEmpty()) {
            demandHash(user, said.path("SecretHash").asString(""));
        }
        return switch (what) {
            case "SignUp" -> signUp(user, said.path("Password").asString(""));
            case "ConfirmSignUp" -> confirm(user, said.path("ConfirmationCode").asString(""));
            case "ForgotPassword" -> {
                find(user);
                yield Map.of();
            }
            case "ConfirmForgotPassword" -> reset(user, said);
            case "InitiateAuth" -> authenticate(said.path("AuthFlow").asString(""), said.path("AuthParameters"));
            default -> throw new Says("InvalidAction");
        };
    }

    private static void demandHash(String user, String shown) throws Says {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal((user + CLIENT).getBytes(StandardCharsets.UTF_8));
            if (!Base64.getEncoder().encodeToString(hash).equals(shown)) {
                throw new Says("NotAuthorizedException");
            }
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Kept find(String user) throws Says {
        Kept kept = people.get(user);
        if (kept == null) {
            throw new Says("UserNotFoundException");
        }
        return kept;
    }

    private Map<String, ?> signUp(String user, String password) throws Says {
        if (password.contains("weak")) {
            throw new Says("InvalidPasswordException");
        }
        Kept kept = new Kept(UUID.randomUUID().toString(), password, false);
        if (people.putIfAbsent(user, kept) != null) {
            throw new Says("UsernameExistsException");
        }
        return Map.of("UserConfirmed", false, "UserSub", kept.subject);
    }

    private Map<String, ?> confirm(String user, String code) throws Says {
        Kept kept = find(user);
        if (kept.confirmed) {
            throw new Says("NotAuthorizedException");
        }
        if (!code.equals(CODE)) {
            throw new Says("CodeMismatchException");
        }
        people.put(user, new Kept(kept.subject, kept.password, true));
        return Map.of();
    }

    private Map<String, ?> reset(String user, JsonNode said) throws Says {
        Kept kept = find(user);
        if (!said.path("ConfirmationCode").asString("").equals(CODE)) {
            throw new Says("ExpiredCodeException");
        }
        people.put(user, new Kept(kept.subject, said.path("Password").asString(""), true));
        return Map.of();
    }

    private Map<String, ?> authenticate(String flow, JsonNode words) throws Says {
        if (flow.equals("REFRESH_TOKEN_AUTH")) {
            String user = refreshing.get(words.path("REFRESH_TOKEN").asString(""));
            if (user == null) {
                throw new Says("NotAuthorizedException");
            }
            demandHash(find(user).subject, words.path("SECRET_HASH").asString(""));
            return Map.of("AuthenticationResult", tokens(user));
        }
        String user = words.path("USERNAME").asString("");
        demandHash(user, words.path("SECRET_HASH").asString(""));
        Kept kept = find(user);
        if (!kept.confirmed) {
            throw new Says("UserNotConfirmedException");
        }
        if (!kept.password.equals(words.path("PASSWORD").asString(""))) {
            throw new Says("NotAuthorizedException");
        }
        Map<String, Object> granted = new HashMap<>(tokens(user));
        String refresh = UUID.randomUUID().toString();
        refreshing.put(refresh, user);
        granted.put("RefreshToken", refresh);
        return Map.of("AuthenticationResult", granted);
    }

    private Map<String, Object> tokens(String user) throws Says {
        JWTClaimsSet said = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject(find(user).subject)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("token_use", "id")
                .claim("email", user)
                .claim("email_verified", true)
                .build();
        try {
            return Map.of("IdToken", School.sign(said, "JWT", key), "ExpiresIn", 600, "TokenType", "Bearer");
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
