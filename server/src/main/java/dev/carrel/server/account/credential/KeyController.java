package dev.carrel.server.account.credential;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Secret;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own keys for programs. */
@RestController
class KeyController {
    private static final int NAME_LENGTH = 60;
    private static final int MOST_DAYS = 366;
    private static final int USUAL_DAYS = 90;

    private final ApiKeys keys;
    private final Audit audit;

    KeyController(ApiKeys keys, Audit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /** @param days how long it is good; 90 when nobody says */
    record KeyWish(
            String name, List<Scope> scopes, @Nullable Integer days) {
        KeyWish {
            Given.demand(name, "name");
            Given.demand(scopes, "scopes");
            if (name.isBlank() || name.length() > NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
                throw wrong(
                        "name", "A name has 1 to " + NAME_LENGTH + " characters, in one line.", "Say what it is for.");
            }
            if (scopes.isEmpty()) {
                throw wrong("scopes", "A key without a scope opens nothing.", "Name one, such as run.");
            }
            if (days != null && (days < 1 || days > MOST_DAYS)) {
                throw wrong("days", "A key is good for 1 to " + MOST_DAYS + " days.", "Leave it out for 90.");
            }
            scopes = List.copyOf(scopes);
        }

        private static RefusalException wrong(String field, String sentence, String remedy) {
            return new RefusalException(new Refusal.WrongRequest(field, field, sentence, remedy));
        }
    }

    /** A key as its owner sees it later, without what would open anything. */
    record ShownKey(String id, String name, List<Scope> scopes, String made, String expires) {
        private static ShownKey of(ApiKeys.Key key) {
            return new ShownKey(
                    key.id().toString(),
                    key.name(),
                    List.copyOf(key.scopes()),
                    key.made().toString(),
                    key.ends().toString());
        }
    }

    /** @param secret what a program sends; shown this once */
    record MadeKey(ShownKey key, String secret) {}

    /** All keys of one person. */
    record ShownKeys(List<ShownKey> keys) {}

    @PostMapping(path = "/auth/keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    MadeKey make(@RequestBody KeyWish sent, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        Secret secret = Secret.random(ApiKeys.PREFIX);
        Duration good = Duration.ofDays(sent.days == null ? USUAL_DAYS : sent.days);
        ApiKeys.Key made = keys.make(who.id(), sent.name, Set.copyOf(sent.scopes), good, secret)
                .orElseThrow(() -> KeyWish.wrong(
                        "keys", "You have as many keys as one may have.", "Revoke one that is used no more."));
        audit.note(Audit.What.KEY_MADE, who.id(), Network.of(request.getRemoteAddr()));
        return new MadeKey(ShownKey.of(made), secret.text());
    }

    @GetMapping("/auth/keys")
    ShownKeys keys(HttpServletRequest request) {
        return new ShownKeys(
                keys.of(Who.personOf(request).id()).stream().map(ShownKey::of).toList());
    }

    @DeleteMapping("/auth/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable("id") String text, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        UUID id = Given.id(text).orElseThrow(KeyController::unknown);
        if (!keys.revoke(who.id(), id)) {
            throw unknown();
        }
        audit.note(Audit.What.KEY_REVOKED, who.id(), Network.of(request.getRemoteAddr()));
    }

    private static RefusalException unknown() {
        return new RefusalException(new Refusal.NotFound("You have no such key."));
    }
}
