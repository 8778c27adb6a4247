package dev.carrel.server.remote;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunRequest;
import dev.carrel.server.run.RunId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions and answers as octets. The two ends may be of two versions: what one of them does not know yet, the other
 * leaves out or reads over.
 */
final class Frames {
    /** The largest result there is, in base64, with room to spare. */
    private static final int MOST = 64 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addMixIn(Bytes.class, AsBase64.class)
            .addMixIn(RunId.class, AsText.class)
            .addMixIn(RunRequest.Input.class, Inputs.class)
            .build();

    private Frames() {}

    @JsonSerialize(using = BytesWriter.class)
    @JsonDeserialize(using = BytesReader.class)
    private interface AsBase64 {}

    @JsonSerialize(using = IdWriter.class)
    @JsonDeserialize(using = IdReader.class)
    private interface AsText {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RunRequest.Input.Given.class, name = "given"),
        @JsonSubTypes.Type(value = RunRequest.Input.Tests.class, name = "tests"),
        @JsonSubTypes.Type(value = RunRequest.Input.Live.class, name = "live")
    })
    private interface Inputs {}

    private static final class BytesWriter extends ValueSerializer<Bytes> {
        @Override
        public void serialize(Bytes octets, JsonGenerator out, SerializationContext context) {
            out.writeString(octets.base64());
        }
    }

    private static final class BytesReader extends ValueDeserializer<Bytes> {
        @Override
        public Bytes deserialize(JsonParser in, DeserializationContext context) {
            return Bytes.of(Base64.getDecoder().decode(in.getValueAsString()));
        }
    }

    private static final class IdWriter extends ValueSerializer<RunId> {
        @Override
        public void serialize(RunId id, JsonGenerator out, SerializationContext context) {
            out.writeString(id.toString());
        }
    }

    private static final class IdReader extends ValueDeserializer<RunId> {
        @Override
        public RunId deserialize(JsonParser in, DeserializationContext context) {
            return RunId.parse(in.getValueAsString()).orElseThrow(() -> new IllegalArgumentException("not a run's id"));
        }
    }

    static byte[] octets(Object frame) {
        return JSON.writeValueAsBytes(frame);
    }

    static <T> T read(byte[] octets, Class<T> kind) {
        return JSON.readValue(octets, kind);
    }

    /** Puts the parts of a message together as they come. */
    static final class Parts {
        private final ByteArrayOutputStream whole = new ByteArrayOutputStream();

        /** The message, once its last part is there. */
        Optional<byte[]> add(ByteBuffer part, boolean last) {
            byte[] octets = new byte[part.remaining()];
            part.get(octets);
            if (whole.size() + octets.length > MOST) {
                throw new IllegalArgumentException("a message of more than " + MOST + " bytes");
            }
            whole.writeBytes(octets);
            if (!last) {
                return Optional.empty();
            }
            byte[] message = whole.toByteArray();
            whole.reset();
            return Optional.of(message);
        }
    }
}
