package dev.carrel.server.bus;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * Where a Redis or Valkey is and who we are to it; shown without the password.
 *
 * @param user empty for the one that every broker has
 * @param password empty for none
 */
record Broker(String host, int port, boolean secret, String user, String password, int database) {
    static final int PORT = 6379;
    private static final int DATABASES = 16;

    /** Reads {@code rediss://user:pass%40word@host:6379/0}. */
    static Broker parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        boolean secret = "rediss".equals(uri.getScheme());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (!(secret || "redis".equals(uri.getScheme()))
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || !path.matches("(/[0-9]{0,2})?")) {
            throw wrong();
        }
        int database = path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
        if (database >= DATABASES) {
            throw wrong();
        }
        String who = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = who.indexOf(':');
        return new Broker(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? PORT : uri.getPort(),
                secret,
                decode(colon < 0 ? who : who.substring(0, colon)),
                colon < 0 ? "" : decode(who.substring(colon + 1)),
                database);
    }

    static Broker plain(String host, int port) {
        return new Broker(host, port, false, "", "", 0);
    }

    /** In an address, unlike in a form, a plus is a plus. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("an address such as rediss://:password@host:6379, with the password"
                + " URL-encoded; redis:// without TLS");
    }

    /** Whether nobody else's wire lies between. */
    boolean isLocal() {
        boolean named = host.equals("localhost") || host.matches("127\\.[0-9.]+") || host.contains(":");
        try {
            return named && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (secret ? "rediss://" : "redis://") + host + ":" + port + (database == 0 ? "" : "/" + database);
    }
}
