package dev.carrel.server.account.door;

import dev.carrel.server.account.Page;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.consent.Anew;
import dev.carrel.server.account.credential.AccessTokens;
import dev.carrel.server.account.credential.ApiKeys;
import dev.carrel.server.account.credential.Cookies;
import dev.carrel.server.account.credential.Scope;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.platform.identity.Credential;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Stands before every handler and lets in whom the table of {@link Doors} lets in. Who somebody is follows from a
 * credential that was checked here and from nothing else; one that is not in order is refused, and never taken for
 * none.
 */
@Component
@Order(0)
class Doorman implements HandlerInterceptor {
    private static final String SCHEME = "bearer ";

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final Cookies cookies;
    private final Page page;
    private final Anew anew;

    Doorman(AccessTokens tokens, Sessions sessions, ApiKeys keys, Cookies cookies, Page page, Anew anew) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.keys = keys;
        this.cookies = cookies;
        this.page = page;
        this.anew = anew;
    }

    /** What a request shows. */
    private sealed interface Shown {
        record Nothing() implements Shown {}

        record ByHand(Who.Person person) implements Shown {}

        record ByKey(ApiKeys.Holder holder) implements Shown {}
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("OPTIONS")) {
            Door door = door(request);
            letIn(door, request);
            demandAwake(door, request);
        }
        return true;
    }

    /** What an account that rests opens is itself. */
    private void demandAwake(Door door, HttpServletRequest request) {
        boolean own = pattern(request).startsWith("/auth/") || pattern(request).startsWith("/api/auth/");
        if (door != Door.ANYONE && !own && Who.of(request) instanceof Who.Person person && anew.rests(person.id())) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "Your guardian or your school has not agreed to what holds now: ask them. Until they do you can see, export and delete what is yours.",
                    "rests"));
        }
    }

    private static String pattern(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }

    private static Door door(HttpServletRequest request) {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return Doors.of(method, pattern(request))
                .orElseThrow(() -> new RefusalException(new Refusal.NotAllowed("Nobody may come in here.")));
    }

    private void letIn(Door door, HttpServletRequest request) {
        switch (door) {
            case OPEN, OF_ITS_OWN -> {}
            case ANYONE -> known(shown(request), Optional.empty(), request);
            case RUNS -> known(shown(request), Optional.of(Scope.RUN), request);
            case KNOWN -> {
                Shown shown = shown(request);
                if (shown instanceof Shown.Nothing) {
                    throw new RefusalException(
                            new Refusal.NotAllowed("Show who you are: sign in, or send a key.", "unknown"));
                }
                known(shown, Optional.of(Scope.RUN), request);
            }
            case SIGNED_IN -> person(shown(request)).attachTo(request);
            case TEACHER -> atLeast(PersonRole.TEACHER, person(shown(request))).attachTo(request);
            case ADMIN -> atLeast(PersonRole.ADMIN, person(shown(request))).attachTo(request);
        }
    }

    private static Who.Person atLeast(PersonRole role, Who.Person person) {
        if (person.role().compareTo(role) < 0) {
            throw new RefusalException(
                    new Refusal.NotAllowed("This is not for your role; it takes one of " + role.wire() + ".", "role"));
        }
        return person;
    }

    private static Who.Person person(Shown shown) {
        return switch (shown) {
            case Shown.Nothing _ -> throw notSignedIn("Sign in first.");
            case Shown.ByHand(Who.Person person) -> person;
            case Shown.ByKey _ ->
                throw new RefusalException(
                        new Refusal.NotAllowed("A key does not open this; sign in as yourself.", "key"));
        };
    }

    private static void known(Shown shown, Optional<Scope> needed, HttpServletRequest request) {
        switch (shown) {
            case Shown.Nothing _ -> {}
            case Shown.ByHand(Who.Person person) -> person.attachTo(request);
            case Shown.ByKey(ApiKeys.Holder holder) -> {
                if (needed.isPresent() && !holder.scopes().contains(needed.get())) {
                    throw new RefusalException(
                            new Refusal.NotAllowed("This key does not open this: it lacks the scope \""
                                    + needed.get().wire() + "\"."));
                }
                holder.person().attachTo(request);
            }
        }
    }

    private Shown shown(HttpServletRequest request) {
        Optional<Credential> elsewhere = Credential.of(request);
        if (elsewhere.isPresent()) {
            return by(elsewhere.get().text());
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return fromHeader(header);
        }
        Optional<String> cookie = cookies.access(request);
        if (cookie.isEmpty()) {
            return new Shown.Nothing();
        }
        page.demand(request);
        return byToken(cookie.get());
    }

    private Shown fromHeader(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw notSignedIn("This header Authorization is none of ours: send Bearer and a token or a key.");
        }
        return by(header.substring(SCHEME.length()).strip());
    }

    private Shown by(String credential) {
        return credential.startsWith(ApiKeys.PREFIX)
                ? keys.holder(new Secret(credential))
                        .<Shown>map(Shown.ByKey::new)
                        .orElseThrow(() -> notSignedIn("This key is not valid, or no longer."))
                : byToken(credential);
    }

    private Shown byToken(String token) {
        return tokens.session(token)
                .flatMap(sessions::person)
                .<Shown>map(Shown.ByHand::new)
                .orElseThrow(() -> notSignedIn("This token is not valid, or no longer: refresh it, or sign in."));
    }

    private static RefusalException notSignedIn(String sentence) {
        return new RefusalException(new Refusal.NotSignedIn(sentence));
    }
}
