package dev.carrel.server.account.signin;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Page;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.credential.Cookies;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.account.entry.Entry;
import dev.carrel.server.account.entry.SignedIn;
import dev.carrel.server.account.person.People;
import dev.carrel.server.account.person.Pool;
import dev.carrel.server.account.person.SignIn;
import dev.carrel.server.account.provider.Arrived;
import dev.carrel.server.account.provider.ProviderSignIn;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
    private final Entry entry;
    private final Pool pool;
    private final ProviderSignIn byProvider;
    private final Cookies cookies;
    private final Page page;
    private final Audit audit;

    SignInController(
            SignIn signIn,
            Sessions sessions,
            Entry entry,
            Pool pool,
            ProviderSignIn byProvider,
            Cookies cookies,
            Page page,
            Audit audit) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.entry = entry;
        this.pool = pool;
        this.byProvider = byProvider;
        this.cookies = cookies;
        this.page = page;
        this.audit = audit;
    }

    /**
     * Somebody by their e-mail address, or a pupil by the code of the class and the name there.
     *
     * @param cookie whether the tokens are to be cookies
     */
    record Login(
            @Nullable String email,
            @Nullable String classCode,
            @Nullable String name,
            String password,
            @Nullable Boolean cookie) {
        Login {
            Given.demand(password, "password");
            if (classCode == null) {
                Given.demand(email, "email");
            } else {
                Given.demand(name, "name");
            }
            if (email != null && classCode != null) {
                throw new RefusalException(new Refusal.WrongRequest(
                        "email",
                        "either",
                        "A pupil has no e-mail address here.",
                        "Send email, or classCode and name."));
            }
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

    @PostMapping(path = "/auth/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> login(@RequestBody Login sent, HttpServletRequest request, HttpServletResponse response) {
        boolean inCookies = Boolean.TRUE.equals(sent.cookie);
        if (inCookies) {
            page.demand(request);
        }
        Network from = Network.of(request.getRemoteAddr());
        return switch (check(sent, from)) {
            case SignIn.Known.Here(People.Account account) ->
                ResponseEntity.ok(entry.enter(account.id(), Optional.empty(), inCookies, request, response));
            case SignIn.Known.AtPool(Pool.Opened opened) ->
                switch (byProvider.come(pool.provider(), opened.identity(), from)) {
                    case ProviderSignIn.Comer.Known(UUID person) ->
                        ResponseEntity.ok(entry.enter(
                                person,
                                new Entry.By(Optional.of(opened.identity()), Optional.of(opened.upstream())),
                                inCookies,
                                request,
                                response));
                    case ProviderSignIn.Comer.Stranger stranger ->
                        ResponseEntity.accepted().body(Arrived.of(pool.provider(), stranger));
                };
        };
    }

    private SignIn.Known check(Login sent, Network from) {
        if (sent.classCode != null) {
            return new SignIn.Known.Here(
                    signIn.check(sent.classCode, Objects.requireNonNull(sent.name), sent.password, from));
        }
        Email email = Email.of(Objects.requireNonNull(sent.email));
        return pool.isThere()
                ? signIn.checkWithPool(email, sent.password, from)
                : new SignIn.Known.Here(signIn.check(email, sent.password, from));
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
        Optional<Secret> shown = written.or(() -> cookies.refresh(request));
        shown.filter(secret -> sessions.upstream(secret)
                        .filter(one -> !pool.goesOn(one))
                        .isPresent())
                .ifPresent(sessions::end);
        Optional<Sessions.Granted> granted =
                shown.flatMap(secret -> sessions.refresh(secret, Network.of(request.getRemoteAddr())));
        if (granted.isEmpty() && inCookies) {
            cookies.takeAway(request, response);
        }
        return granted.map(tokens -> entry.give(tokens, inCookies, request, response))
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
