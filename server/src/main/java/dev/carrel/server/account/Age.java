package dev.carrel.server.account;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The answer to the question how old somebody is, which is asked before anything personal. It is not kept here: whoever
 * gave it carries it, signed, to the registration.
 *
 * @param guardian whether somebody else must decide for them
 */
public record Age(Band band, boolean guardian) {
    private static final int PARTS = 3;

    public static RefusalException guardianFirst() {
        return new RefusalException(new Refusal.NotAllowed(
                "Whoever is that young needs a guardian's consent: make an account with a guardian's address, or join a class.",
                "guardian-first"));
    }

    /** Signs answers and reads them again. */
    @Component
    public static final class Slips {
        public static final Duration GOOD = Duration.ofDays(1);
        private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
        private static final int MOST = 200;

        private final Keyring keys;
        private final Clock clock;

        Slips(Keyring keys, Clock clock) {
            this.keys = keys;
            this.clock = clock;
        }

        public String write(Age age) {
            String said = age.band.wire() + " " + age.guardian + " "
                    + clock.instant().plus(GOOD).getEpochSecond();
            return ENCODER.encodeToString(said.getBytes(StandardCharsets.UTF_8)) + "."
                    + ENCODER.encodeToString(keys.sign(Keyring.Use.AGE, said));
        }

        public Optional<Age> read(String slip) {
            int dot = slip.indexOf('.');
            if (dot < 0 || slip.length() > MOST) {
                return Optional.empty();
            }
            try {
                String said = new String(Base64.getUrlDecoder().decode(slip.substring(0, dot)), StandardCharsets.UTF_8);
                byte[] shown = Base64.getUrlDecoder().decode(slip.substring(dot + 1));
                return MessageDigest.isEqual(keys.sign(Keyring.Use.AGE, said), shown)
                        ? read(said.split(" ", PARTS))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        public static RefusalException wrong() {
            return new RefusalException(new Refusal.WrongRequest(
                    "age",
                    "age",
                    "This answer to the question of age is none of ours, or of another day.",
                    "Ask at /auth/age."));
        }

        private Optional<Age> read(String[] parts) {
            Instant ends = Instant.ofEpochSecond(Long.parseLong(parts[2]));
            return clock.instant().isBefore(ends)
                    ? Optional.of(new Age(Band.of(parts[0]), Boolean.parseBoolean(parts[1])))
                    : Optional.empty();
        }
    }
}
