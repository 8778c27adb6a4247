package dev.carrel.server.account.cognito;

import dev.carrel.server.account.oidc.Outside;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user pool is asked, over its HTTP API. Of its many refusals few are left here: which one it was is often the
 * difference between an address that has an account and one that has none, which is for its owner alone to know.
 */
public final class Cognito {
    private static final Logger LOG = LoggerFactory.getLogger(Cognito.class);
    private static final String SERVICE = "AWSCognitoIdentityProviderService.";
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Map<String, Answer> ANSWERS = Map.ofEntries(
            Map.entry("UsernameExistsException", Answer.NO),
            Map.entry("AliasExistsException", Answer.NO),
            Map.entry("UserNotFoundException", Answer.NO),
            Map.entry("UserNotConfirmedException", Answer.NO),
            Map.entry("PasswordResetRequiredException", Answer.NO),
            Map.entry("InvalidParameterException", Answer.NO),
            Map.entry("NotAuthorizedException", Answer.NO),
            Map.entry("CodeMismatchException", Answer.NO),
            Map.entry("ExpiredCodeException", Answer.NO),
            Map.entry("InvalidPasswordException", Answer.WEAK),
            Map.entry("PasswordHistoryPolicyViolationException", Answer.WEAK),
            Map.entry("TooManyRequestsException", Answer.TOO_OFTEN),
            Map.entry("TooManyFailedAttemptsException", Answer.TOO_OFTEN),
            Map.entry("LimitExceededException", Answer.TOO_OFTEN));

    private final UserPool pool;
    private final Outside outside;
    private final JsonMapper json;

    public Cognito(UserPool pool, JsonMapper json, Clock clock) {
        this.pool = pool;
        this.outside = new Outside("sign-in provider", json, clock);
        this.json = json;
    }

    private enum Answer {
        NO,
        WEAK,
        TOO_OFTEN
    }

    /**
     * @param refresh by which the pool tells later whether it still is so
     * @param user what the pool calls them, which it wants with that
     */
    public record SignedIn(String identity, String refresh, String user) {
        @Override
        public String toString() {
            return "a sign-in";
        }
    }

    /** Whom the pool has made, who must confirm; empty where it did not, since there is somebody. */
    public Optional<String> signUp(String email, String password) {
        List<Map<String, String>> attributes = List.of(Map.of("Name", "email", "Value", email));
        return ask("SignUp", email, Map.of("Username", email, "Password", password, "UserAttributes", attributes))
                .map(said -> said.path("UserSub").asString(""));
    }

    public boolean confirm(String email, String code) {
        return ask("ConfirmSignUp", email, Map.of("Username", email, "ConfirmationCode", code))
                .isPresent();
    }

    public Optional<SignedIn> signIn(String email, String password) {
        Map<String, String> words = Map.of("USERNAME", email, "PASSWORD", password);
        return authenticate("USER_PASSWORD_AUTH", email, words)
                .map(said -> new SignedIn(
                        said.path("IdToken").asString(""),
                        said.path("RefreshToken").asString(""),
                        email));
    }

    /** Whether the pool still lets them in. */
    public boolean goesOn(String refresh, String user) {
        return authenticate("REFRESH_TOKEN_AUTH", user, Map.of("REFRESH_TOKEN", refresh))
                .isPresent();
    }

    /** What else the pool may want, such as a second factor, is not known here: then nobody is signed in. */
    private Optional<JsonNode> authenticate(String flow, String user, Map<String, String> words) {
        ObjectNode all = json.valueToTree(words);
        pool.secret().ifPresent(secret -> all.put("SECRET_HASH", hash(secret, user)));
        return ask("InitiateAuth", "", Map.of("AuthFlow", flow, "AuthParameters", all))
                .map(said -> said.path("AuthenticationResult"))
                .filter(said -> said.has("IdToken"));
    }

    /** The pool writes to whom it knows; whom it does not know gets nothing, and nobody learns which. */
    public void forget(String email) {
        ask("ForgotPassword", email, Map.of("Username", email));
    }

    public boolean reset(String email, String code, String password) {
        return ask(
                        "ConfirmForgotPassword",
                        email,
                        Map.of("Username", email, "ConfirmationCode", code, "Password", password))
                .isPresent();
    }

    /** @return empty where the pool says no */
    private Optional<JsonNode> ask(String what, String user, Map<String, ?> words) {
        ObjectNode all = json.valueToTree(words);
        all.put("ClientId", pool.client());
        if (!user.isEmpty()) {
            pool.secret().ifPresent(secret -> all.put("SecretHash", hash(secret, user)));
        }
        Outside.Answer answer = outside.ask(HttpRequest.newBuilder(pool.endpoint())
                .header("Content-Type", TYPE)
                .header("X-Amz-Target", SERVICE + what)
                .POST(BodyPublishers.ofString(json.writeValueAsString(all))));
        if (answer.isGood()) {
            return Optional.of(answer.body());
        }
        refuse(what, answer.body().path("__type").asString("").replaceFirst(".*#", ""));
        return Optional.empty();
    }

    private void refuse(String what, String type) {
        switch (ANSWERS.get(type)) {
            case NO -> {}
            case WEAK ->
                throw new RefusalException(new Refusal.WrongRequest(
                        "password",
                        "password-weak",
                        "This password is not good enough where your account is kept.",
                        "Take a longer one, with large and small letters, figures and signs."));
            case TOO_OFTEN ->
                throw new RefusalException(new Refusal.TooOften("That was often; try again later.", SOON));
            case null -> {
                LOG.error(
                        "{} refuses {} for a reason that is not ours: {}",
                        pool,
                        what,
                        type.replaceAll("[^A-Za-z]", ""));
                throw new RefusalException(new Refusal.Away("sign-in provider", SOON));
            }
        }
    }

    private String hash(String secret, String user) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] hash = mac.doFinal((user + pool.client()).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + ALGORITHM, e);
        }
    }
}
