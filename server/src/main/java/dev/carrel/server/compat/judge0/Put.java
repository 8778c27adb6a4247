package dev.carrel.server.compat.judge0;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One PUT to an address of a stranger's choice. Its name is asked for once; each address that is found is judged, and
 * the one that was judged is the one that is connected to, so that nobody can point the name elsewhere in between. An
 * HTTP client would ask again by itself. Of the answer only the status is read: a redirection leads nowhere.
 */
final class Put {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
    private static final int MOST_OF_A_LINE = 1024;

    private final Reach reach;
    private final Duration timeout;

    Put(Reach reach, Duration timeout) {
        this.reach = reach;
        this.timeout = timeout;
    }

    /**
     * What came of it.
     *
     * @param status of the answer; empty when there was none
     * @param said why there was none
     * @param worthAnother whether it may end otherwise the next time
     */
    record Answer(OptionalInt status, String said, boolean worthAnother) {
        boolean isWell() {
            return status.isPresent() && status.getAsInt() / 100 == 2;
        }

        private static Answer none(String said, boolean worthAnother) {
            return new Answer(OptionalInt.empty(), said, worthAnother);
        }
    }

    Answer send(Callee to, Map<String, String> headers, byte[] body) {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(to.host());
        } catch (IOException e) {
            return Answer.none("its name has no address", true);
        }
        if (!List.of(found).stream().allMatch(reach::has)) {
            return Answer.none("its name leads into a network that is not called from here", false);
        }
        try (Socket socket = new Socket()) {
            Thread end = Thread.ofVirtual().name("judge0-callback-end").start(() -> closeLater(socket));
            try {
                socket.connect(new InetSocketAddress(found[0], to.port()), (int) timeout.toMillis());
                return answer(to.isSecure() ? secured(socket, to) : socket, request(to, headers, body));
            } finally {
                end.interrupt();
            }
        } catch (IOException e) {
            return Answer.none("there was no answer: " + e.getMessage(), true);
        }
    }

    /** Whatever is waited for then, a packet to be taken as well as one to come, fails. */
    private void closeLater(Socket socket) {
        try {
            Thread.sleep(timeout);
            socket.close();
        } catch (InterruptedException | IOException e) {
            // it was over before
        }
    }

    private static Socket secured(Socket plain, Callee to) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, to.host(), to.port(), true);
        SSLParameters rules = socket.getSSLParameters();
        rules.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(rules);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(Callee to, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("PUT " + to.target() + " HTTP/1.1\r\nHost: " + to.authority()
                + "\r\nUser-Agent: carrel\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static Answer answer(Socket socket, byte[] request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
        Matcher status = STATUS.matcher(line(socket.getInputStream()));
        return status.matches()
                ? new Answer(OptionalInt.of(Integer.parseInt(status.group(1))), "", true)
                : Answer.none("what answers there does not speak HTTP", true);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection was closed");
            }
            if (line.length() == MOST_OF_A_LINE) {
                return "";
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }
}
