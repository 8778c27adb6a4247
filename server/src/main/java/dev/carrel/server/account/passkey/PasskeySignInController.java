package dev.carrel.server.account.passkey;

import dev.carrel.server.account.Attempts;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Page;
import dev.carrel.server.account.entry.Entry;
import dev.carrel.server.account.entry.Passkeys;
import dev.carrel.server.account.entry.SignedIn;
import dev.carrel.server.account.webauthn.Ceremony;
import dev.carrel.server.account.webauthn.NotProved;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with a passkey: no address, no password; the authenticator tells whose it is. */
@RestController
class PasskeySignInController {
    private static final Logger LOG = LoggerFactory.getLogger(PasskeySignInController.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int ASKED = 1000;

    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Attempts attempts;
    private final Entry entry;
    private final Page page;
    private final Audit audit;

    PasskeySignInController(
            Passkeys passkeys, Challenges challenges, Attempts attempts, Entry entry, Page page, Audit audit) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.attempts = attempts;
        this.entry = entry;
        this.page = page;
        this.audit = audit;
    }

    /** What a browser is given to use one. */
    record RequestOptions(
            String challenge,
            String rpId,
            List<PasskeyController.Named> allowCredentials,
            String userVerification,
            long timeout) {}

    /**
     * What came of it.
     *
     * @param cookie whether the tokens are to be cookies
     */
    record PasskeyUse(
            String challenge,
            String id,
            String clientDataJSON,
            String authenticatorData,
            String signature,
            @Nullable Boolean cookie) {
        PasskeyUse {
            Given.demand(challenge, "challenge");
            Given.demand(id, "id");
            Given.demand(clientDataJSON, "clientDataJSON");
            Given.demand(authenticatorData, "authenticatorData");
            Given.demand(signature, "signature");
        }

        private Ceremony.Use use() {
            return new Ceremony.Use(
                    PasskeyController.octets(clientDataJSON, "clientDataJSON"),
                    PasskeyController.octets(authenticatorData, "authenticatorData"),
                    PasskeyController.octets(signature, "signature"));
        }
    }

    @PostMapping("/auth/passkeys/login/options")
    RequestOptions options(HttpServletRequest request) {
        String from = Network.of(request.getRemoteAddr()).counted();
        attempts.take(new Attempts.Bound("passkey from " + from, ASKED, HOUR), "Too many tries; try again later.");
        return new RequestOptions(
                challenges.ask(Optional.empty()),
                Ceremony.host(page.origin(request)),
                List.of(),
                "required",
                Challenges.GOOD.toMillis());
    }

    @PostMapping(path = "/auth/passkeys/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    SignedIn login(@RequestBody PasskeyUse sent, HttpServletRequest request, HttpServletResponse response) {
        Ceremony.Use use = sent.use();
        Optional<Passkeys.Kept> kept = passkeys.find(PasskeyController.octets(sent.id, "id"));
        boolean asked = challenges.take(sent.challenge, Optional.empty());
        if (kept.isEmpty() || !asked || !isUsed(sent.challenge, kept.get(), use, request)) {
            audit.note(
                    Audit.What.SIGN_IN_FAILED,
                    kept.map(Passkeys.Kept::person),
                    Network.of(request.getRemoteAddr()),
                    "passkey");
            throw new RefusalException(new Refusal.NotSignedIn("This passkey does not open anything here."));
        }
        return entry.enter(kept.get().person(), Optional.empty(), Boolean.TRUE.equals(sent.cookie), request, response);
    }

    private boolean isUsed(String challenge, Passkeys.Kept kept, Ceremony.Use use, HttpServletRequest request) {
        try {
            Ceremony ceremony = new Ceremony(origin -> page.isOurs(origin, request), challenge);
            return passkeys.use(kept.passkey(), ceremony.used(kept.passkey(), use));
        } catch (NotProved e) {
            LOG.info("no use of a passkey: {}", e.getMessage());
            return false;
        }
    }
}
