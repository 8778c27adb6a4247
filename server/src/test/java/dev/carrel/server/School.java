package dev.carrel.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider of sign-ins: Spring's authorization server, on a free port. It knows whoever comes by the password "x",
 * says of them what a test wants, and may be bent to send another token than the one that it made.
 */
final class School implements AutoCloseable {
    static final String CLIENT = "carrel";
    static final String SECRET = "a-secret-between-two-services";

    private final Map<String, Map<String, Object>> claims = new ConcurrentHashMap<>();
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();
    private volatile RSAKey key = makeKey();
    private volatile RegisteredClient client = client("http://127.0.0.1:1/none");
    private volatile UnaryOperator<String> bend = UnaryOperator.identity();

    School() {
        context.registerBean(School.class, () -> this);
        context.register(Rules.class);
        context.refresh();
    }

    /**
     * How Spring's server is set up; no configuration by its annotation, or our service would take it for one of its
     * own.
     */
    @EnableWebSecurity
    static class Rules {
        @Bean
        static TomcatServletWebServerFactory tomcat() {
            TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
            tomcat.setAddress(InetAddress.getLoopbackAddress());
            return tomcat;
        }

        @Bean
        static SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .httpBasic(basic -> basic.securityContextRepository(new HttpSessionSecurityContextRepository()))
                    .build();
        }

        @Bean
        static UserDetailsService everybody() {
            return name ->
                    User.withUsername(name).password("{noop}x").roles("USER").build();
        }

        @Bean
        static AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        static RegisteredClientRepository clients(School school) {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient registered) {
                    school.client = registered;
                }

                @Override
                public RegisteredClient findById(String id) {
                    return school.client;
                }

                @Override
                public RegisteredClient findByClientId(String id) {
                    return school.client;
                }
            };
        }

        @Bean
        static JWKSource<SecurityContext> keys(School school) {
            return (selector, _) -> selector.select(new JWKSet(school.key));
        }

        @Bean
        static JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
            return new NimbusJwtDecoder(processor);
        }

        @Bean
        static OAuth2TokenCustomizer<JwtEncodingContext> words(School school) {
            return token -> {
                if (token.getTokenType().getValue().equals("id_token")) {
                    Authentication who = token.getPrincipal();
                    Map<String, Object> said = school.claims.getOrDefault(who == null ? "" : who.getName(), Map.of());
                    token.getClaims().claims(all -> all.putAll(said));
                }
            };
        }

        @Bean
        static ServletRegistrationBean<HttpServlet> nothing() {
            return new ServletRegistrationBean<>(new Nothing(), "/");
        }

        @Bean
        static FilterRegistrationBean<Filter> bending(School school) {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                ContentCachingResponseWrapper answer =
                        new ContentCachingResponseWrapper((HttpServletResponse) response);
                chain.doFilter(request, answer);
                if (((HttpServletRequest) request).getRequestURI().equals("/oauth2/token")) {
                    school.bend(answer);
                }
                answer.copyBodyToResponse();
            });
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }
    }

    /** Behind the filters, which answer everything. */
    private static final class Nothing extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    private void bend(ContentCachingResponseWrapper answer) throws IOException {
        if (Caller.JSON.readTree(answer.getContentAsByteArray()) instanceof ObjectNode body && body.has("id_token")) {
            body.put("id_token", bend.apply(body.path("id_token").asString()));
            answer.resetBuffer();
            answer.getOutputStream().write(Caller.JSON.writeValueAsBytes(body));
        }
    }

    private static RSAKey makeKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static RegisteredClient client(String back) {
        return RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(back)
                .scope("openid")
                .scope("email")
                .scope("profile")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    String issuer() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** Browsers are sent back there from now on. */
    void sendBackTo(String address) {
        client = client(address);
    }

    /** What is said of somebody from now on. */
    void say(String who, Map<String, Object> said) {
        claims.put(who, said);
    }

    /** Another key from now on, and no word about it. */
    void changeKey() {
        key = makeKey();
    }

    RSAKey key() {
        return key;
    }

    /** What becomes of each identity token. */
    void bend(UnaryOperator<String> by) {
        bend = by;
    }

    String sign(JWTClaimsSet said, String type) throws JOSEException {
        return sign(said, type, key);
    }

    static String sign(JWTClaimsSet said, String type, RSAKey by) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(by.getKeyID())
                        .type(new JOSEObjectType(type))
                        .build(),
                said);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    /** Somebody's browser, sent here: where it is sent on. */
    URI visit(String address, String who) throws IOException, InterruptedException {
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            String pair = Base64.getEncoder().encodeToString((who + ":x").getBytes(StandardCharsets.UTF_8));
            browser.send(
                    HttpRequest.newBuilder(URI.create(issuer() + "/"))
                            .header("Authorization", "Basic " + pair)
                            .build(),
                    BodyHandlers.discarding());
            HttpResponse<String> answer =
                    browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            return URI.create(answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(answer + answer.body())));
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
