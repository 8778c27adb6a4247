package dev.carrel.server.account.webauthn;

import dev.carrel.protocol.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What an authenticator says of itself at each use.
 *
 * @param forWhom the SHA-256 of the host that the passkey is for
 * @param verified whether it knew its owner, by finger, face or PIN
 * @param count how often it was used, where it counts
 * @param made at its making: the passkey's id and key
 */
record AuthenticatorData(Bytes forWhom, boolean present, boolean verified, long count, Optional<Made> made) {
    private static final int HASH = 32;
    private static final int PRESENT = 1;
    private static final int VERIFIED = 1 << 2;
    private static final int MADE = 1 << 6;
    private static final int MODEL = 16;
    private static final int LONGEST_ID = 1023;

    record Made(Bytes id, CoseKey key) {}

    static AuthenticatorData read(byte[] octets) throws NotProved {
        ByteBuffer in = ByteBuffer.wrap(octets);
        try {
            byte[] forWhom = new byte[HASH];
            in.get(forWhom);
            int flags = in.get();
            long count = in.getInt() & 0xffff_ffffL;
            return new AuthenticatorData(
                    Bytes.of(forWhom),
                    (flags & PRESENT) != 0,
                    (flags & VERIFIED) != 0,
                    count,
                    (flags & MADE) == 0 ? Optional.empty() : Optional.of(made(in)));
        } catch (BufferUnderflowException e) {
            throw new NotProved("an authenticator's words that end too early");
        }
    }

    private static Made made(ByteBuffer in) throws NotProved {
        in.get(new byte[MODEL]);
        int length = in.getShort() & 0xffff;
        if (length == 0 || length > LONGEST_ID) {
            throw new NotProved("an id of " + length + " octets");
        }
        byte[] id = new byte[length];
        in.get(id);
        return new Made(Bytes.of(id), CoseKey.of(Cbor.readMap(in)));
    }
}
