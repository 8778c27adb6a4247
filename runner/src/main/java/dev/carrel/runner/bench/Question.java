package dev.carrel.runner.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a service is asked.
 *
 * @param body what is posted; none to look at the path
 */
record Question(String path, @Nullable String body) {
    static Question about(String path) {
        return new Question(path, null);
    }

    HttpRequest to(URI service) {
        HttpRequest.Builder request = Hello.to(service, path);
        return body == null
                ? request.build()
                : request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
    }

    /** As it goes over a connection. */
    byte[] octets(URI service) {
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String posted = body == null
                ? ""
                : "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(content.length);
        byte[] head = "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(body == null ? "GET" : "POST", path, service.getAuthority(), posted)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
