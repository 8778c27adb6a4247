package dev.carrel.runner.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is posted to a service. */
record Question(String path, String body) {
    HttpRequest to(URI service) {
        return Hello.to(service, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** As it goes over a connection. */
    byte[] octets(URI service) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, service.getAuthority(), content.length)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
