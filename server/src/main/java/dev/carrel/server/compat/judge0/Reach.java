package dev.carrel.server.compat.judge0;

import dev.carrel.server.platform.config.Networks;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * Which computers a stranger may have us call: those of the public net but for ourselves, and what an operator adds.
 * What a cloud tells its machines (tokens among it) is at addresses that are in here, all but one of them link-local.
 */
record Reach(Networks allowed) {
    private static final Networks NOT_PUBLIC_4 = Networks.of(
            "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,168.63.129.16,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,"
                    + "192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3");
    private static final Networks PUBLIC_6 = Networks.of("2000::/3");
    /** Tunnels, which end wherever their last bits say, and what is for books. */
    private static final Networks NOT_PUBLIC_6 = Networks.of("2001::/23,2001:db8::/32,2002::/16,3fff::/20");

    boolean has(InetAddress address) {
        return allowed.have(address) || (isPublic(address) && !isOurs(address));
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !NOT_PUBLIC_4.have(address)
                : PUBLIC_6.have(address) && !NOT_PUBLIC_6.have(address);
    }

    /** Neighbours may trust what comes from this machine more than what comes from the net. */
    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
