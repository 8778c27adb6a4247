package dev.carrel.sandbox;

import dev.carrel.protocol.Stream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A frame that box writes. */
sealed interface FromBox {
    record Opened(SlotFacts facts) implements FromBox {}

    /** The zygote waits. */
    record Ready() implements FromBox {}

    /** What comes now does not wait any more. */
    record Rested() implements FromBox {}

    record Refused(String layer, String sentence) implements FromBox {}

    record Output(Stream stream, Duration at, ByteBuffer content) implements FromBox {
        private static final Duration MOMENT = Duration.ofMillis(10);

        /** Whether that one may be told together with this one, which came before it. */
        boolean takesAlong(Output next) {
            return stream == next.stream && next.at.minus(at).compareTo(MOMENT) < 0;
        }
    }

    /** @param name nothing when it is no UTF-8: a program may call its files anything */
    record File(Optional<String> name, boolean executable, boolean append, ByteBuffer content) implements FromBox {}

    record Ended(End end, int code, Stopped stopped, Usage usage, int oomKills, Set<Flag> flags, String sentence)
            implements FromBox {}

    enum End {
        EXITED,
        SIGNALLED,
        NOT_STARTED
    }

    enum Stopped {
        BY_ITSELF,
        CPU_LIMIT,
        WALL_LIMIT,
        OUTPUT_LIMIT,
        CANCELLED,
        MEMORY_LIMIT
    }
}
