package dev.carrel.server.platform.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Parts of the net, such as {@code 10.0.0.0/8} or {@code ::1}. */
public record Networks(List<Part> parts) {
    public Networks {
        parts = List.copyOf(parts);
    }

    /** Addresses whose first bits are these. */
    public record Part(InetAddress address, int bits) {
        boolean has(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((ours[bit / 8] ^ theirs[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    public static Setting<Networks> setting(String key, String meaning) {
        return Setting.of(key, "", meaning, Networks::of);
    }

    public static Networks of(String written) {
        List<Part> parts = new ArrayList<>();
        for (String one : written.split(",")) {
            if (!one.isBlank()) {
                parts.add(part(one.strip()));
            }
        }
        return new Networks(parts);
    }

    private static Part part(String written) {
        int slash = written.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? written : written.substring(0, slash));
            int most = 8 * address.getAddress().length;
            int bits = slash < 0 ? most : Integer.parseInt(written.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException(written);
            }
            return new Part(address, bits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a list of addresses and networks such as 10.0.0.0/8,::1", e);
        }
    }

    public boolean have(InetAddress address) {
        return parts.stream().anyMatch(part -> part.has(address));
    }

    /** @param address in figures; one that is none is nowhere */
    public boolean have(String address) {
        try {
            return have(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
