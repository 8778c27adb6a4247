package dev.carrel.server.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Where a PostgreSQL is and who we are to it; shown without the password. */
record Address(String url, String user, String password) {
    private static final int PORT = 5432;

    /** Reads {@code postgres://user:pass%40word@host:5432/name?sslmode=require}. */
    static Address parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        String path = uri.getRawPath();
        String who = uri.getRawUserInfo();
        if (!known || uri.getHost() == null || path == null || path.length() < 2 || who == null) {
            throw wrong();
        }
        int colon = who.indexOf(':');
        String query = uri.getRawQuery();
        return new Address(
                "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? PORT : uri.getPort()) + path
                        + (query == null ? "" : "?" + query),
                decode(colon < 0 ? who : who.substring(0, colon)),
                colon < 0 ? "" : decode(who.substring(colon + 1)));
    }

    /** In an address, unlike in a form, a plus is a plus. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "an address such as postgres://user:password@host:5432/carrel, with the password URL-encoded");
    }

    Properties login() {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "60");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("ApplicationName", "carrel");
        login.setProperty("reWriteBatchedInserts", "true");
        login.setProperty("logServerErrorDetail", "false"); // it quotes rows and statements with what is in them
        return login;
    }

    @Override
    public String toString() {
        return url;
    }
}
