package dev.carrel.server.account.signin;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.consent.Anew;
import dev.carrel.server.account.consent.Papers;
import dev.carrel.server.account.person.Begun;
import dev.carrel.server.account.person.Confirmation;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own account: seen, and its address and password changed. */
@RestController
class MeController {
    private final People people;
    private final Papers papers;
    private final Anew anew;
    private final Recovery recovery;
    private final AccountConfig config;

    MeController(People people, Papers papers, Anew anew, Recovery recovery, AccountConfig config) {
        this.people = people;
        this.papers = papers;
        this.anew = anew;
        this.recovery = recovery;
        this.config = config;
    }

    /** Whoever forgot a password. */
    record Forgotten(String email) {
        Forgotten {
            Given.demand(email, "email");
        }
    }

    /** The code of the letter, and the password that is to hold. */
    record Reset(String id, String code, String password) {
        Reset {
            Given.demand(id, "id");
            Given.demand(code, "code");
            Given.demand(password, "password");
        }
    }

    /** The password that holds, and the one that is to. */
    record PasswordChange(String oldPassword, String password) {
        PasswordChange {
            Given.demand(oldPassword, "oldPassword");
            Given.demand(password, "password");
        }
    }

    /** The address that is to hold. */
    record EmailChange(String email, String password) {
        EmailChange {
            Given.demand(email, "email");
            Given.demand(password, "password");
        }
    }

    @GetMapping("/auth/me")
    Me me(HttpServletRequest request) {
        return people.find(Who.personOf(request).id())
                .map(this::shown)
                .orElseThrow(() -> new RefusalException(new Refusal.NotSignedIn("This account is gone.")));
    }

    private Me shown(People.Account account) {
        List<String> toAccept = account.isPupil() ? List.of() : papers.open(account.id());
        return Me.of(account, toAccept, anew.of(account.id()));
    }

    @PostMapping(path = "/auth/password/forgot", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun forgot(@RequestBody Forgotten sent, HttpServletRequest request) {
        return Begun.of(recovery.forgot(Email.of(sent.email), from(request)), config.code());
    }

    @PostMapping(path = "/auth/password/reset", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@RequestBody Reset sent, HttpServletRequest request) {
        recovery.reset(Given.id(sent.id).orElseThrow(Given::wrongCode), sent.code, sent.password, from(request));
    }

    @PostMapping(path = "/auth/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody PasswordChange sent, HttpServletRequest request) {
        recovery.change(Who.personOf(request), sent.oldPassword, sent.password, from(request));
    }

    @PostMapping(path = "/auth/email", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun move(@RequestBody EmailChange sent, HttpServletRequest request) {
        return Begun.of(
                recovery.move(Who.personOf(request), Email.of(sent.email), sent.password, from(request)),
                config.code());
    }

    @PostMapping(path = "/auth/email/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmMove(@RequestBody Confirmation sent, HttpServletRequest request) {
        recovery.confirmMove(Who.personOf(request), sent.begun(), sent.code(), from(request));
    }

    private static Network from(HttpServletRequest request) {
        return Network.of(request.getRemoteAddr());
    }
}
