package dev.carrel.server.account.passkey;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Page;
import dev.carrel.server.account.entry.Passkeys;
import dev.carrel.server.account.entry.WaysIn;
import dev.carrel.server.account.person.People;
import dev.carrel.server.account.person.Proof;
import dev.carrel.server.account.webauthn.Ceremony;
import dev.carrel.server.account.webauthn.CoseKey;
import dev.carrel.server.account.webauthn.NotProved;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
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

/** One's own passkeys. Octets are written in base64url, as browsers have them. */
@RestController
class PasskeyController {
    private static final Logger LOG = LoggerFactory.getLogger(PasskeyController.class);
    private static final int NAME_LENGTH = 60;

    private final People people;
    private final Proof proof;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final WaysIn ways;
    private final Letters letters;
    private final Page page;
    private final Audit audit;

    PasskeyController(
            People people,
            Proof proof,
            Passkeys passkeys,
            Challenges challenges,
            WaysIn ways,
            Letters letters,
            Page page,
            Audit audit) {
        this.people = people;
        this.proof = proof;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.ways = ways;
        this.letters = letters;
        this.page = page;
        this.audit = audit;
    }

    /** @param password of the account, where it has one */
    record PasskeyWish(@Nullable String password) {}

    /** Whom a passkey is for: this service. */
    record Party(String id, String name) {}

    /** Whose it is. */
    record Owner(String id, String name, String displayName) {}

    /** A kind of key that we read. */
    record KeyKind(String type, int alg) {}

    /** A passkey by its id. */
    record Named(String type, String id) {
        private static Named of(Passkeys.Kept kept) {
            return new Named("public-key", text(kept.passkey().id()));
        }
    }

    /** What we want of the authenticator. */
    record Selection(String residentKey, String userVerification) {}

    /** What a browser is given to make one. */
    record CreationOptions(
            String challenge,
            Party rp,
            Owner user,
            List<KeyKind> pubKeyCredParams,
            List<Named> excludeCredentials,
            Selection authenticatorSelection,
            String attestation,
            long timeout) {}

    /** What came of it. */
    record NewPasskey(String challenge, String name, String clientDataJSON, String attestationObject) {
        NewPasskey {
            Given.demand(challenge, "challenge");
            Given.demand(name, "name");
            Given.demand(clientDataJSON, "clientDataJSON");
            Given.demand(attestationObject, "attestationObject");
            if (name.isBlank() || name.length() > NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
                throw new RefusalException(new Refusal.WrongRequest(
                        "name", "name", "A name has 1 to " + NAME_LENGTH + " characters, in one line.", "Shorten it."));
            }
        }
    }

    /** @param used null before its first use */
    record ShownPasskey(
            String id, String name, String made, @Nullable String used) {
        private static ShownPasskey of(Passkeys.Kept kept) {
            return new ShownPasskey(
                    text(kept.passkey().id()),
                    kept.name(),
                    kept.made().toString(),
                    kept.used() == null ? null : kept.used().toString());
        }
    }

    record ShownPasskeys(List<ShownPasskey> passkeys) {}

    static RefusalException wrong(String field, String sentence) {
        return new RefusalException(
                new Refusal.WrongRequest(field, "passkey", sentence, "Ask for options and begin anew."));
    }

    static String text(Bytes octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }

    static Bytes octets(String text, String field) {
        try {
            return Bytes.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw wrong(field, "\"" + field + "\" is no base64url.");
        }
    }

    @PostMapping(path = "/auth/passkeys/options", consumes = MediaType.APPLICATION_JSON_VALUE)
    CreationOptions options(@RequestBody PasskeyWish sent, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        People.Account account = account(who);
        proof.demand(who, account, sent.password, Network.of(request.getRemoteAddr()));
        String name = String.valueOf(account.email() == null ? account.name() : account.email());
        return new CreationOptions(
                challenges.ask(Optional.of(who.id())),
                new Party(Ceremony.host(page.origin(request)), "Carrel"),
                new Owner(text(Bytes.ofText(who.id().toString())), name, name),
                Stream.of(CoseKey.Algorithm.values())
                        .map(one -> new KeyKind("public-key", one.number()))
                        .toList(),
                passkeys.of(who.id()).stream().map(Named::of).toList(),
                new Selection("required", "required"),
                "none",
                Challenges.GOOD.toMillis());
    }

    private People.Account account(Who.Person who) {
        return people.find(who.id())
                .orElseThrow(() -> new RefusalException(new Refusal.NotSignedIn("This account is gone.")));
    }

    @PostMapping(path = "/auth/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ShownPasskey make(@RequestBody NewPasskey sent, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        Bytes client = octets(sent.clientDataJSON, "clientDataJSON");
        Bytes attestation = octets(sent.attestationObject, "attestationObject");
        if (!challenges.take(sent.challenge, Optional.of(who.id()))) {
            throw wrong("challenge", "We did not ask this, or not any more.");
        }
        try {
            Ceremony.Passkey made =
                    new Ceremony(origin -> page.isOurs(origin, request), sent.challenge).made(client, attestation);
            Passkeys.Kept kept = passkeys.add(who.id(), sent.name.strip(), made)
                    .orElseThrow(() -> new RefusalException(new Refusal.WrongRequest(
                            "passkeys",
                            "passkeys",
                            "You have as many passkeys as one may have, or this one already.",
                            "Remove one.")));
            audit.note(Audit.What.PASSKEY_MADE, who.id(), Network.of(request.getRemoteAddr()));
            Optional.ofNullable(account(who).email()).map(Email::new).ifPresent(letters::hasPasskey);
            return ShownPasskey.of(kept);
        } catch (NotProved e) {
            LOG.info("no passkey: {}", e.getMessage());
            throw wrong("attestationObject", "This does not prove a passkey for this page.");
        }
    }

    @GetMapping("/auth/passkeys")
    ShownPasskeys passkeys(HttpServletRequest request) {
        return new ShownPasskeys(passkeys.of(Who.personOf(request).id()).stream()
                .map(ShownPasskey::of)
                .toList());
    }

    @DeleteMapping("/auth/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable("id") String id, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        People.Account account = account(who);
        ways.demandBesidesPasskey(account);
        if (!id.matches("[A-Za-z0-9_-]+") || !passkeys.remove(who.id(), octets(id, "id"))) {
            throw new RefusalException(new Refusal.NotFound("You have no such passkey."));
        }
        audit.note(Audit.What.PASSKEY_REMOVED, who.id(), Network.of(request.getRemoteAddr()));
    }
}
