package dev.carrel.server.account.provider;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Page;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.account.entry.Logins;
import dev.carrel.server.account.oidc.NotGenuine;
import dev.carrel.server.account.oidc.OpenId;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.account.person.People;
import dev.carrel.server.account.person.Proof;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** By which providers one's own account is opened; and what providers tell of those who sign out there. */
@RestController
class LoginController {
    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);
    private static final String TOKEN = "logout_token=";
    private static final int MOST_BYTES = 32 << 10;

    private final People people;
    private final Party party;
    private final ProviderSignIn signIn;
    private final Logins logins;
    private final Sessions sessions;
    private final Proof proof;
    private final Page page;
    private final Audit audit;

    LoginController(
            People people,
            Party party,
            ProviderSignIn signIn,
            Logins logins,
            Sessions sessions,
            Proof proof,
            Page page,
            Audit audit) {
        this.people = people;
        this.party = party;
        this.signIn = signIn;
        this.logins = logins;
        this.sessions = sessions;
        this.proof = proof;
        this.page = page;
        this.audit = audit;
    }

    /** @param password of the account, where it has one */
    record Connecting(@Nullable String password) {}

    /** @param provider by its id */
    record ShownLogin(String provider, String made) {
        private static ShownLogin of(Logins.Login login) {
            return new ShownLogin(login.provider(), login.made().toString());
        }
    }

    record ShownLogins(List<ShownLogin> logins) {}

    @GetMapping("/auth/logins")
    ShownLogins logins(HttpServletRequest request) {
        return new ShownLogins(logins.of(Who.personOf(request).id()).stream()
                .map(ShownLogin::of)
                .toList());
    }

    @PostMapping(path = "/auth/logins/{provider}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ProviderController.Way connect(
            @PathVariable("provider") String id,
            @RequestBody Connecting sent,
            HttpServletRequest request,
            HttpServletResponse response) {
        OpenId talk = party.find(id);
        page.demand(request);
        Who.Person who = Who.personOf(request);
        proof.demand(who, account(who), sent.password, Network.of(request.getRemoteAddr()));
        return new ProviderController.Way(party.send(talk, Optional.of(who.id()), request, response));
    }

    private People.Account account(Who.Person who) {
        return people.find(who.id())
                .orElseThrow(() -> new RefusalException(new Refusal.NotSignedIn("This account is gone.")));
    }

    @PostMapping(path = "/auth/logins/return", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void comeBack(
            @RequestBody ProviderController.Return sent, HttpServletRequest request, HttpServletResponse response) {
        page.demand(request);
        Who.Person who = Who.personOf(request);
        Party.Heard heard = party.hear(sent, Optional.of(who.id()), request, response);
        signIn.connect(who.id(), heard.provider(), heard.identity(), Network.of(request.getRemoteAddr()));
    }

    @DeleteMapping("/auth/logins/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable("provider") String id, HttpServletRequest request) {
        Provider provider = party.find(id).provider();
        signIn.disconnect(account(Who.personOf(request)), provider, Network.of(request.getRemoteAddr()));
    }

    /** Back-channel logout: a provider says that a sign-in of its own is over, and whose. */
    @PostMapping(path = "/auth/providers/{provider}/logout", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    void signedOut(@PathVariable("provider") String id, HttpServletRequest request) throws IOException {
        OpenId talk = party.find(id);
        String form = new String(request.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        String token = Stream.of(form.split("&"))
                .filter(one -> one.startsWith(TOKEN))
                .map(one -> URLDecoder.decode(one.substring(TOKEN.length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
        try {
            OpenId.SignedOut who = talk.signedOut(token);
            sessions.endOf(talk.provider().issuer().toString(), who)
                    .forEach(person -> audit.note(
                            Audit.What.SIGNED_OUT,
                            Optional.of(person),
                            Network.of(request.getRemoteAddr()),
                            "by " + talk.provider().id()));
        } catch (NotGenuine e) {
            LOG.warn("nobody is signed out by the provider {}: {}", talk.provider(), e.getMessage());
            throw new RefusalException(new Refusal.WrongRequest(
                    "logout_token",
                    "logout-token",
                    "This token signs nobody out.",
                    "Send one that you signed for us."));
        }
    }
}
