package dev.carrel.server.platform.http;

import dev.carrel.server.platform.config.Networks;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a request comes from. A proxy adds to {@code X-Forwarded-For}, at the end, the address that it was called from.
 * So as long as the last known address is that of a proxy that we trust, the one before it is believed, and no further:
 * what stands to the left of that is whatever the caller wrote.
 */
final class Origin {
    private static final String HEADER = "X-Forwarded-For";

    private Origin() {}

    static String of(HttpServletRequest request, Networks trusted) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)), trusted);
    }

    static String of(String caller, List<String> told, Networks trusted) {
        String address = caller;
        if (trusted.parts().isEmpty() || !trusted.have(address)) {
            return address;
        }
        for (String before : nearestFirst(told)) {
            if (!isAddress(before)) {
                return address;
            }
            address = before;
            if (!trusted.have(before)) {
                return address;
            }
        }
        return address;
    }

    private static List<String> nearestFirst(List<String> told) {
        List<String> all = new ArrayList<>();
        for (String line : told) {
            for (String one : line.split(",")) {
                all.add(one.strip());
            }
        }
        return all.reversed();
    }

    private static boolean isAddress(String text) {
        try {
            return !InetAddress.ofLiteral(text).isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
