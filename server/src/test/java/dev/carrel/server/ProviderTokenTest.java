package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.carrel.server.account.oidc.Identity;
import dev.carrel.server.account.oidc.NotGenuine;
import dev.carrel.server.account.oidc.OpenId;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.account.oidc.Providers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The talk with a provider that is honest, and with one that is bent. */
class ProviderTokenTest {
    private static final OpenId.Question QUESTION = new OpenId.Question(
            "http://127.0.0.1:1/sign-in/return", "state", "nonce", "a-verifier-of-forty-three-letters-or-more-is-it");

    private static School school;
    /** Made ahead: while a busy machine looks for primes, nobody waits for the provider's answer any more. */
    private static RSAKey another;

    private static OpenId talk;

    @BeforeAll
    static void start() throws Exception {
        another = new RSAKeyGenerator(2048).keyID("x").generate();
        school = new School();
        school.sendBackTo(QUESTION.back());
        school.say("ada", Map.of("email", "ada@example.org", "email_verified", true));
        Provider provider = Providers.with(
                        Map.of("school", School.SECRET),
                        Providers.parse("school issuer=" + school.issuer() + " client=" + School.CLIENT))
                .getFirst();
        talk = new OpenId(provider, Caller.JSON, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        school.close();
    }

    private static Identity redeem(OpenId.Question question) throws Exception {
        URI back = school.visit(talk.ask(QUESTION).toString(), "ada");
        String code = back.getQuery().replaceFirst(".*code=", "").replaceFirst("&.*", "");
        return talk.redeem(code, question);
    }

    @Test
    void key_that_the_provider_changed_is_looked_for() throws Exception {
        assertEquals(Optional.of("ada@example.org"), redeem(QUESTION).email());
        school.changeKey();
        assertEquals("ada", redeem(QUESTION).subject());
    }

    @Test
    void code_is_worth_nothing_without_its_verifier() {
        OpenId.Question other = new OpenId.Question(
                QUESTION.back(), QUESTION.state(), QUESTION.nonce(), "another-verifier-of-forty-three-letters-or-more");
        NotGenuine said = assertThrows(NotGenuine.class, () -> redeem(other));
        assertTrue(String.valueOf(said.getMessage()).contains("invalid_grant"), said.toString());
    }

    /** What a token may pretend. */
    enum Bent {
        SIGNED_BY_ANOTHER_KEY("did not sign"),
        SIGNED_BY_A_KEY_WITH_THE_SAME_NAME("did not sign"),
        SIGNED_WITH_OUR_SHARED_SECRET("in no way that counts"),
        NOT_SIGNED("in no way that counts"),
        CHANGED_AFTER_SIGNING("did not sign"),
        FOR_ANOTHER_CLIENT("another client"),
        FOR_TWO_CLIENTS("another client"),
        OF_ANOTHER_ISSUER("another issuer"),
        EXPIRED("another time"),
        FROM_THE_FUTURE("another time"),
        OF_ANOTHER_SIGN_IN("another sign-in"),
        A_LOGOUT("something else");

        private final String reason;

        Bent(String reason) {
            this.reason = reason;
        }

        private String of(String token) {
            try {
                JWTClaimsSet said = SignedJWT.parse(token).getJWTClaimsSet();
                JWTClaimsSet.Builder other = new JWTClaimsSet.Builder(said);
                return switch (this) {
                    case SIGNED_BY_ANOTHER_KEY -> School.sign(said, "JWT", another);
                    case SIGNED_BY_A_KEY_WITH_THE_SAME_NAME ->
                        School.sign(
                                said,
                                "JWT",
                                new RSAKey.Builder(another)
                                        .keyID(school.key().getKeyID())
                                        .build());
                    case SIGNED_WITH_OUR_SHARED_SECRET -> {
                        SignedJWT forged = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).build(), said);
                        forged.sign(new MACSigner((School.SECRET + School.SECRET).getBytes(StandardCharsets.UTF_8)));
                        yield forged.serialize();
                    }
                    case NOT_SIGNED -> new PlainJWT(said).serialize();
                    case CHANGED_AFTER_SIGNING -> {
                        String[] mine = school.sign(
                                        other.claim("email", "boss@example.org").build(), "JWT")
                                .split("\\.");
                        String[] theirs = token.split("\\.");
                        yield theirs[0] + "." + mine[1] + "." + theirs[2];
                    }
                    case FOR_ANOTHER_CLIENT ->
                        school.sign(other.audience("other").build(), "JWT");
                    case FOR_TWO_CLIENTS ->
                        school.sign(
                                other.audience(List.of("other", School.CLIENT))
                                        .claim("azp", "other")
                                        .build(),
                                "JWT");
                    case OF_ANOTHER_ISSUER ->
                        school.sign(other.issuer("https://other.example.org").build(), "JWT");
                    case EXPIRED ->
                        school.sign(
                                other.expirationTime(Date.from(Instant.now().minusSeconds(120)))
                                        .build(),
                                "JWT");
                    case FROM_THE_FUTURE ->
                        school.sign(
                                other.issueTime(Date.from(Instant.now().plusSeconds(600)))
                                        .build(),
                                "JWT");
                    case OF_ANOTHER_SIGN_IN ->
                        school.sign(other.claim("nonce", "another").build(), "JWT");
                    case A_LOGOUT -> school.sign(said, "logout+jwt");
                };
            } catch (JOSEException | ParseException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void token_that_is_not_genuine_is_nobodys(Bent bent) {
        school.bend(bent::of);
        try {
            NotGenuine said = assertThrows(NotGenuine.class, () -> redeem(QUESTION));
            assertTrue(String.valueOf(said.getMessage()).contains(bent.reason), said.toString());
        } finally {
            school.bend(token -> token);
        }
    }
}
