package dev.carrel.server.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One message of a page to the program behind its socket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Said.Stdin.class, name = "stdin"),
    @JsonSubTypes.Type(value = Said.Eof.class, name = "eof"),
    @JsonSubTypes.Type(value = Said.Signal.class, name = "signal")
})
sealed interface Said {
    Input input();

    record Stdin(@Nullable String text, @Nullable String base64) implements Said {
        @Override
        public Input input() {
            if ((text == null) == (base64 == null)) {
                throw wrong("Input is either text or base64.");
            }
            try {
                return new Input.Octets(
                        text == null ? Bytes.of(Base64.getDecoder().decode(base64)) : Bytes.ofText(text));
            } catch (IllegalArgumentException e) {
                throw wrong("The input is not base64.");
            }
        }
    }

    record Eof() implements Said {
        @Override
        public Input input() {
            return new Input.End();
        }
    }

    record Signal(@Nullable Name signal) implements Said {
        @Override
        public Input input() {
            if (signal == null) {
                throw wrong("The message names no signal.");
            }
            return new Input.Signal(signal.number);
        }
    }

    /** Signals that a page may send. */
    enum Name {
        SIGHUP(1),
        SIGINT(2),
        SIGQUIT(3),
        SIGKILL(9),
        SIGUSR1(10),
        SIGUSR2(12),
        SIGALRM(14),
        SIGTERM(15),
        SIGCONT(18),
        SIGSTOP(19);

        private final int number;

        Name(int number) {
            this.number = number;
        }
    }

    private static Refused wrong(String sentence) {
        return new Refused(Rule.ARGUMENT, "message", sentence, "See docs/guides/run-code.md.");
    }
}
