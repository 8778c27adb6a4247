package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Who ran it, with the facts that this kind of engine has. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Engine.Server.class, name = "server"),
    @JsonSubTypes.Type(value = Engine.Client.class, name = "client"),
    @JsonSubTypes.Type(value = Engine.Remote.class, name = "remote")
})
public sealed interface Engine {
    /**
     * A sandbox of ours.
     *
     * @param sandboxVersion the content hash of the root and of box
     * @param cached whether the compile stage was taken from the cache
     * @param attempt 1, or 2 when a runner was lost
     */
    @JsonPropertyOrder({"sandboxId", "sandboxVersion", "isolation", "cached", "queueMs", "attempt"})
    record Server(
            String sandboxId, String sandboxVersion, Isolation isolation, boolean cached, Millis queueMs, int attempt)
            implements Engine {}

    /** The reader's own browser. */
    @JsonPropertyOrder({"pyodideVersion", "loadMs", "wasmBytes", "warnings"})
    record Client(String pyodideVersion, Millis loadMs, ByteSize wasmBytes, List<String> warnings) implements Engine {
        public Client {
            warnings = List.copyOf(warnings);
        }
    }

    /** Another execution service. */
    record Remote(String service) implements Engine {}
}
