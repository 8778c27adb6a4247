package dev.carrel.runner.bench;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Somebody who waits for the end of a program on an open connection, and may hang up. */
record Caller(Socket connection) implements AutoCloseable {
    static Caller of(URI service, String body) throws IOException {
        Socket connection = new Socket(service.getHost(), service.getPort());
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /execute HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(service.getAuthority(), octets.length);
        connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(octets);
        return new Caller(connection);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
