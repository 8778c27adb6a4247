package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Stream;
import dev.carrel.sandbox.OutputSink;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one step wrote: kept whole for its stage, and handed on live in pieces that end with a character. */
final class Capture implements OutputSink {
    /** The end of stderr is where a runtime says why it gave up; signs are looked for there. */
    private static final int TAIL = 16_384;

    private final StageName stage;
    private final @Nullable EventLog events;
    private final Duration began;
    private final Written stdout = new Written(new ByteArrayOutputStream(), new Utf8Pieces());
    private final Written stderr = new Written(new ByteArrayOutputStream(), new Utf8Pieces());

    private record Written(ByteArrayOutputStream all, Utf8Pieces pieces) {}

    Capture(StageName stage, EventLog events) {
        this(stage, events, events.now());
    }

    private Capture(StageName stage, @Nullable EventLog events, Duration began) {
        this.stage = stage;
        this.events = events;
        this.began = began;
    }

    /** One that tells nobody meanwhile. */
    static Capture silent(StageName stage) {
        return new Capture(stage, null, Duration.ZERO);
    }

    @Override
    public synchronized void accept(Stream stream, Duration at, byte[] bytes) {
        written(stream).all().writeBytes(bytes);
        if (events != null) {
            emit(events, began.plus(at), stream, written(stream).pieces().push(bytes));
        }
    }

    /** No more will come. */
    synchronized void end() {
        if (events != null) {
            for (Stream stream : Stream.values()) {
                emit(events, events.now(), stream, written(stream).pieces().end());
            }
        }
    }

    synchronized Bytes bytes(Stream stream) {
        return Bytes.of(written(stream).all().toByteArray());
    }

    String stderrTail() {
        Bytes all = bytes(Stream.STDERR);
        return all.from(Math.max(0, all.size() - TAIL)).text();
    }

    private void emit(EventLog to, Duration at, Stream stream, Bytes piece) {
        if (piece.size() > 0) {
            to.output(stage, stream, at, piece);
        }
    }

    private Written written(Stream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }
}
