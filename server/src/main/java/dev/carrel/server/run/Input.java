package dev.carrel.server.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrel.protocol.Bytes;

/** What somebody gives to a program while it runs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Input.Octets.class, name = "octets"),
    @JsonSubTypes.Type(value = Input.End.class, name = "end"),
    @JsonSubTypes.Type(value = Input.Signal.class, name = "signal")
})
public sealed interface Input {
    /** More of its standard input. */
    record Octets(Bytes octets) implements Input {}

    /** The end of its standard input. */
    record End() implements Input {}

    /** A signal, as Linux numbers them. */
    record Signal(int number) implements Input {}

    /** How much it counts of what may wait. */
    default int size() {
        return this instanceof Octets(Bytes octets) ? Math.max(1, octets.size()) : 1;
    }
}
