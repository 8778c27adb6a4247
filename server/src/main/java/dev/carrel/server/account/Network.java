package dev.carrel.server.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from. Whoever has an IPv6 address has 2^64 of them, so that they count as one.
 *
 * @param counted what tries are counted by
 * @param noted as much of it as the audit keeps
 */
public record Network(String counted, String noted) {
    /** Whoever sits at the machine that the service runs on. */
    public static final Network CONSOLE = new Network("console", "console");

    private static final int COUNTED_V6 = 8;
    private static final int NOTED_V6 = 6;
    private static final int NOTED_V4 = 3;

    /** @param address in figures, as a server knows its caller */
    public static Network of(String address) {
        try {
            InetAddress known = InetAddress.ofLiteral(address);
            boolean six = known instanceof Inet6Address;
            return new Network(
                    six ? cut(known, COUNTED_V6) : known.getHostAddress(), cut(known, six ? NOTED_V6 : NOTED_V4));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return new Network(address, "unknown");
        }
    }

    private static String cut(InetAddress address, int octets) throws UnknownHostException {
        byte[] whole = address.getAddress();
        Arrays.fill(whole, octets, whole.length, (byte) 0);
        return InetAddress.getByAddress(whole).getHostAddress() + "/" + 8 * octets;
    }
}
