package dev.carrel.server.account;

import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing in and out. A program gets its tokens in the answer and sends them itself; a page gets them as cookies, which
 * no script can read, and which come back as cookies only.
 */
@RestController
class SignInController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final Cookies cookies;
    private final Page page;
    private final Audit audit;

    SignInController(SignIn signIn, Sessions sessions, Cookies cookies, Page page, Audit audit) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.page = page;
        this.audit = audit;
    }

    /** @param cookie whether the tokens are to be cookies */
    record Login(String email, String password, @Nullable Boolean cookie) {
        Login {
            Given.demand(email, "email");
            Given.demand(password, "password");
        }
    }

    /** A refresh token, from whoever keeps it in no cookie. */
    record Refreshing(@Nullable String refreshToken) {
        static Optional<Secret> secret(@Nullable Refreshing sent) {
            return sent == null
                    ? Optional.empty()
                    : Optional.ofNullable(sent.refreshToken).map(Secret::new);
        }
    }

    /** Both tokens are null where they came as cookies. */
    record SignedIn(
            String person,
            @Nullable String accessToken,
            @Nullable String refreshToken,
            long accessExpiresInSeconds,
            long refreshExpiresInSeconds) {
        private static SignedIn of(Sessions.Granted granted, boolean inCookies) {
            return new SignedIn(
                    granted.person().toString(),
                    inCookies ? null : granted.access(),
                    inCookies ? null : granted.refresh().text(),
                    granted.accessFor().toSeconds(),
                    granted.refreshFor().toSeconds());
        }
    }

    @PostMapping(path = "/auth/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    SignedIn login(@RequestBody Login sent, HttpServletRequest request, HttpServletResponse response) {
        boolean inCookies = Boolean.TRUE.equals(sent.cookie);
        if (inCookies) {
            page.demand(request);
        }
        Network from = Network.of(request.getRemoteAddr());
        People.Account account = signIn.check(Email.of(sent.email), sent.password, from);
        audit.note(Audit.What.SIGNED_IN, account.id(), from);
        return give(sessions.begin(account.id()), inCookies, request, response);
    }

    private SignedIn give(
            Sessions.Granted granted, boolean inCookies, HttpServletRequest request, HttpServletResponse response) {
        if (inCookies) {
            cookies.give(granted, request, response);
        }
        return SignedIn.of(granted, inCookies);
    }

    @PostMapping("/auth/refresh")
    SignedIn refresh(
            @RequestBody(required = false) @Nullable Refreshing sent,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Secret> written = Refreshing.secret(sent);
        boolean inCookies = written.isEmpty();
        if (inCookies) {
            page.demand(request);
        }
        Optional<Sessions.Granted> granted = written.or(() -> cookies.refresh(request))
                .flatMap(secret -> sessions.refresh(secret, Network.of(request.getRemoteAddr())));
        if (granted.isEmpty() && inCookies) {
            cookies.takeAway(request, response);
        }
        return granted.map(tokens -> give(tokens, inCookies, request, response))
                .orElseThrow(() -> new RefusalException(
                        new Refusal.NotSignedIn("This session is over, or its token was used before: sign in again.")));
    }

    /** Ends one session; whoever has none is signed out already. */
    @PostMapping("/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(
            @RequestBody(required = false) @Nullable Refreshing sent,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Secret> written = Refreshing.secret(sent);
        if (written.isEmpty()) {
            page.demand(request);
            cookies.takeAway(request, response);
        }
        written.or(() -> cookies.refresh(request))
                .flatMap(sessions::end)
                .ifPresent(person -> audit.note(Audit.What.SIGNED_OUT, person, Network.of(request.getRemoteAddr())));
    }

    @PostMapping("/auth/logout/all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logoutAll(HttpServletRequest request, HttpServletResponse response) {
        Who.Person who = Who.personOf(request);
        sessions.endAll(who.id());
        cookies.takeAway(request, response);
        audit.note(Audit.What.SIGNED_OUT_EVERYWHERE, who.id(), Network.of(request.getRemoteAddr()));
    }
}
