package dev.carrel.server.compat;

import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of other systems: what they do not know they pass over, so their clients may send it; it is bounded all the
 * same.
 */
public final class Foreign {
    private static final int DEPTH = 16;
    private static final int NUMBER_LENGTH = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(NUMBER_LENGTH)
                            .build())
                    .build())
            .build();

    private Foreign() {}

    /** Empty when these octets are not JSON. */
    public static Optional<JsonNode> read(byte[] octets) {
        try {
            return Optional.of(JSON.readTree(octets)).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public static String text(Object body) {
        return JSON.writeValueAsString(body);
    }

    /** An answer in JSON, whatever its reader says that it takes. */
    public static ResponseEntity<byte[]> json(int status, Object body) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsBytes(body));
    }

    /** The same, with one header more. */
    public static ResponseEntity<byte[]> json(int status, Object body, String header, String value) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON)
                .header(header, value)
                .body(JSON.writeValueAsBytes(body));
    }
}
