package dev.carrel.server.guard;

import dev.carrel.server.platform.identity.Who;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Whom limits hold for: a person wherever they are, or all without an account at one address. */
record Subject(String key, Who who) {
    private static final int NETWORK = 8;

    static Subject of(Who who) {
        return new Subject(
                switch (who) {
                    case Who.Person person -> person.owner();
                    case Who.Anonymous(String address) -> "address " + counted(address);
                },
                who);
    }

    /** Whoever has an address of version 6 has 2^64 of them. */
    private static String counted(String address) {
        try {
            InetAddress known = InetAddress.ofLiteral(address);
            if (!(known instanceof Inet6Address)) {
                return known.getHostAddress();
            }
            byte[] octets = known.getAddress();
            Arrays.fill(octets, NETWORK, octets.length, (byte) 0);
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return address;
        }
    }
}
