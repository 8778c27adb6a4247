package dev.carrel.server.account.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The talk with one provider: a browser is sent there with a question, and brings a code that is good for the answer.
 */
public final class OpenId {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Provider provider;
    private final Outside outside;
    private final Directory directory;
    private final Tokens tokens;

    public OpenId(Provider provider, JsonMapper json, Clock clock) {
        this.provider = provider;
        this.outside = new Outside("sign-in provider", json, clock);
        this.directory = new Directory(provider.issuer(), outside, clock);
        this.tokens = new Tokens(provider, directory, clock);
    }

    public Provider provider() {
        return provider;
    }

    /**
     * What binds a question to its answer.
     *
     * @param back where the browser is sent after it
     * @param state comes back with the browser
     * @param nonce comes back in the token
     * @param verifier is shown with the code, by whoever asked (PKCE)
     */
    public record Question(String back, String state, String nonce, String verifier) {
        @Override
        public String toString() {
            return "a question";
        }
    }

    /** Asks whether the provider is there; what is remembered of it does not count. */
    public void knock() throws NotGenuine {
        directory.knock();
    }

    /** Where a browser is to go. */
    public URI ask(Question question) throws NotGenuine {
        URI there = directory.addresses().authorization();
        Map<String, String> words = new LinkedHashMap<>();
        words.put("response_type", "code");
        words.put("client_id", provider.client());
        words.put("redirect_uri", question.back);
        words.put("scope", String.join(" ", provider.scopes()));
        words.put("state", question.state);
        words.put("nonce", question.nonce);
        words.put("code_challenge", challenge(question.verifier));
        words.put("code_challenge_method", "S256");
        return URI.create(there + (there.getRawQuery() == null ? "?" : "&") + form(words));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }

    private static String form(Map<String, String> words) {
        return words.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Who came back with this code. */
    public Identity redeem(String code, Question question) throws NotGenuine {
        JsonNode granted = token(code, question);
        JsonNode claims = tokens.identity(granted.path("id_token").asString(""), question.nonce);
        Optional<URI> user = directory.addresses().user();
        if (!claims.has("email") && user.isPresent()) {
            claims = with(claims, user.get(), granted.path("access_token").asString(""));
        }
        return Identity.of(claims, provider.roles());
    }

    /** Whom a token means that the issuer itself gave to us. */
    public Identity read(String token) throws NotGenuine {
        return Identity.of(tokens.identity(token), provider.roles());
    }

    private JsonNode token(String code, Question question) throws NotGenuine {
        Directory.Addresses addresses = directory.addresses();
        Map<String, String> words = new LinkedHashMap<>();
        words.put("grant_type", "authorization_code");
        words.put("code", code);
        words.put("redirect_uri", question.back);
        words.put("code_verifier", question.verifier);
        HttpRequest.Builder request =
                Outside.to(addresses.token()).header("Content-Type", "application/x-www-form-urlencoded");
        if (provider.secret().isEmpty() || addresses.secretInBody()) {
            words.put("client_id", provider.client());
            provider.secret().ifPresent(secret -> words.put("client_secret", secret));
        } else {
            String pair =
                    encoded(provider.client()) + ":" + encoded(provider.secret().get());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        Outside.Answer answer = outside.ask(request.POST(BodyPublishers.ofString(form(words))));
        if (!answer.isGood()) {
            throw new NotGenuine("a code that the provider does not take: "
                    + answer.body().path("error").asString("").replaceAll("[^a-z_]", ""));
        }
        return answer.body();
    }

    /** What the token leaves out, where it is about the same person. */
    private JsonNode with(JsonNode claims, URI user, String access) throws NotGenuine {
        JsonNode more = outside.ask(Outside.to(user).header("Authorization", "Bearer " + access))
                .body();
        if (!more.path("sub").asString("").equals(claims.path("sub").asString(""))) {
            throw new NotGenuine("an answer about somebody else");
        }
        ObjectNode all = JSON.createObjectNode();
        more.properties().forEach(one -> all.set(one.getKey(), one.getValue()));
        claims.properties().forEach(one -> all.set(one.getKey(), one.getValue()));
        return all;
    }

    /**
     * Whose sign-in is over there.
     *
     * @param subject empty where it is one session
     * @param session empty where it is all of somebody's
     */
    public record SignedOut(Optional<String> subject, Optional<String> session) {}

    public SignedOut signedOut(String token) throws NotGenuine {
        return tokens.signedOut(token);
    }
}
