package dev.carrel.runner.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One connection to a service and just enough of HTTP/1.1 to ask it. A client stands on the same processors as what it
 * measures, and Java's own takes a fifth of what a hello costs.
 */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 120_000;
    private static final int HEX = 16;

    private final URI service;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(URI service) throws IOException {
        this.service = service;
        socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** @param headers by their names in small letters */
    record Answer(int status, Map<String, String> headers, String body) {
        boolean isLast() {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        }
    }

    Answer ask(Question question) throws IOException {
        out.write(question.octets(service));
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String length = headers.get("content-length");
        return new Answer(status, headers, length == null ? chunks() : text(Integer.parseInt(length)));
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int size = Integer.parseInt(line(), HEX); size > 0; size = Integer.parseInt(line(), HEX)) {
            all.append(text(size));
            line();
        }
        line();
        return all.toString();
    }

    private String text(int size) throws IOException {
        byte[] octets = in.readNBytes(size);
        if (octets.length < size) {
            throw new EOFException("the service closed in the middle of its answer");
        }
        return new String(octets, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the service closed before it answered");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
