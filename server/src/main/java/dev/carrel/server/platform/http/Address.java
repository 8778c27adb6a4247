package dev.carrel.server.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address to listen at. */
final class Address {
    private Address() {}

    static InetAddress of(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "the address \"" + name + "\" of http.address is not one of this machine", e);
        }
    }
}
