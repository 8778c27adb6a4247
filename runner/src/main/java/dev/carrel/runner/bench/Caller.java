package dev.carrel.runner.bench;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** Somebody who waits for the end of a program on an open connection, and may hang up. */
record Caller(Socket connection) implements AutoCloseable {
    static Caller of(URI service, Question question) throws IOException {
        Socket connection = new Socket(service.getHost(), service.getPort());
        connection.getOutputStream().write(question.octets(service));
        return new Caller(connection);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
