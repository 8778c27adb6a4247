package dev.carrel.server.account.person;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.springframework.stereotype.Component;

/**
 * Passwords as Argon2id keeps them (RFC 9106), written {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}. Each costs a
 * good deal of memory and time on purpose, so that only as many are looked at together as there are processors.
 */
@Component
public final class Passwords {
    private static final int MEMORY_KB = 19 << 10;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern WRITTEN = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys = written(random(SALT_BYTES), random(HASH_BYTES));

    public String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        return written(salt, argon(password, salt, MEMORY_KB, PASSES, 1, HASH_BYTES));
    }

    /** Whether it is this one; where there is none, the answer takes as long. */
    boolean isRight(String password, Optional<String> kept) {
        Matcher m = WRITTEN.matcher(kept.orElse(nobodys));
        if (!m.matches()) {
            throw new IllegalStateException("a kept password that Argon2id did not write");
        }
        byte[] expected = Base64.getDecoder().decode(m.group(5));
        byte[] shown = argon(
                password,
                Base64.getDecoder().decode(m.group(4)),
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, shown) && kept.isPresent();
    }

    private byte[] argon(String password, byte[] salt, int memoryKb, int passes, int lanes, int length) {
        Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKb)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        takePlace();
        try {
            argon.generateBytes(
                    Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            places.release();
        }
        return hash;
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RefusalException(
                new Refusal.Full("Too many people are signing in at this moment; try again.", PATIENCE));
    }

    private static String written(byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=" + MEMORY_KB + ",t=" + PASSES + ",p=1$" + ENCODER.encodeToString(salt) + "$"
                + ENCODER.encodeToString(hash);
    }

    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        RANDOM.nextBytes(octets);
        return octets;
    }
}
