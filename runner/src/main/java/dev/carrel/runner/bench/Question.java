package dev.carrel.runner.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** What is posted to a service. */
record Question(String path, String body) {
    HttpRequest to(URI service) {
        return Hello.to(service, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
