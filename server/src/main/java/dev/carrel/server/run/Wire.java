package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.language.Catalogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Requests, events and results as octets, in the table and on the wire. */
@Component
class Wire {
    private final JsonMapper json;
    private final Catalogue catalogue;
    private final ObjectWriter eventWriter;
    private final ObjectReader eventReader;
    private final ObjectWriter eventsWriter;
    private final ObjectReader eventsReader;

    Wire(JsonMapper json, Catalogue catalogue) {
        this.json = json;
        this.catalogue = catalogue;
        TypeReference<List<RunEvent>> events = new TypeReference<>() {};
        this.eventWriter = json.writerFor(RunEvent.class);
        this.eventReader = json.readerFor(RunEvent.class);
        this.eventsWriter = json.writerFor(events);
        this.eventsReader = json.readerFor(events);
    }

    Bytes request(ExecutionRequest request) {
        return Bytes.of(json.writeValueAsBytes(request));
    }

    RunRequest request(Bytes octets) {
        return toRun(json.readValue(octets.toArray(), ExecutionRequest.class));
    }

    RunRequest toRun(ExecutionRequest request) {
        return request.toRun(catalogue.entry(request.languageOrDefault()));
    }

    /** The language's own name for what a request calls it. */
    String language(RunRequest request) {
        return catalogue.id(request.language());
    }

    /** What it does, for this owner. One with live input or a key of its own is never joined. */
    Work work(ExecutionRequest request, String owner) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(owner.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            return new Work(
                    Bytes.of(hash.digest(json.writeValueAsBytes(request))),
                    !request.isLive() && request.idempotencyKey() == null);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Said said(String text) {
        return json.readValue(text, Said.class);
    }

    Bytes result(RunResult result) {
        return Bytes.of(json.writeValueAsBytes(result));
    }

    RunResult result(Bytes octets) {
        return json.readValue(octets.toArray(), RunResult.class);
    }

    Bytes events(List<RunEvent> events) {
        return Bytes.of(eventsWriter.writeValueAsBytes(events));
    }

    List<RunEvent> events(Bytes array) {
        return eventsReader.readValue(array.toArray());
    }

    RunEvent readEvent(String event) {
        return eventReader.readValue(event);
    }

    String event(RunEvent event) {
        return eventWriter.writeValueAsString(event);
    }
}
