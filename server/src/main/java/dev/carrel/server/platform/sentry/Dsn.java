package dev.carrel.server.platform.sentry;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Sentry takes envelopes, and the key that it knows a sender by.
 *
 * @param envelopes the address to post to
 */
public record Dsn(URI envelopes, String key) {
    private static final Pattern WRITTEN =
            Pattern.compile("(https?)://([A-Za-z0-9]+)@([A-Za-z0-9.:\\[\\]-]+)((?:/[A-Za-z0-9._-]+)*)/([0-9]+)");

    /** As Sentry shows it: {@code https://key@host/project}. */
    static Dsn parse(String text) {
        Matcher m = WRITTEN.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("a DSN as Sentry shows it, https://key@host/project");
        }
        String at = m.group(1) + "://" + m.group(3) + m.group(4) + "/api/" + m.group(5) + "/envelope/";
        return new Dsn(URI.create(at), m.group(2));
    }
}
