package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.TestStage;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Numbers the events of a run, gives each its time since the attempt began, and hands them on in that order. */
final class EventLog {
    private final Consumer<RunEvent> reader;
    private final LongSupplier nanos;
    private long began;
    private long n;
    private Duration latest = Duration.ZERO;

    EventLog(Consumer<RunEvent> reader, LongSupplier nanos) {
        this.reader = reader;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    Duration now() {
        return Duration.ofNanos(nanos.getAsLong() - began);
    }

    synchronized void stageStarted(StageName stage) {
        Millis at = at(now());
        reader.accept(new RunEvent.StageStarted(++n, at, stage));
    }

    synchronized void output(StageName stage, Stream stream, Duration at, Bytes octets) {
        reader.accept(RunEvent.Output.of(++n, at(at), stage, stream, octets));
    }

    synchronized void stageEnded(StageName name, Stage stage) {
        Millis at = at(now());
        reader.accept(RunEvent.StageEnded.of(++n, at, name, stage));
    }

    synchronized void testEnded(TestStage test) {
        Millis at = at(now());
        reader.accept(RunEvent.TestEnded.of(++n, at, test));
    }

    synchronized void restarted(int attempt) {
        began = nanos.getAsLong();
        latest = Duration.ZERO;
        reader.accept(new RunEvent.Restarted(++n, Millis.ZERO, attempt));
    }

    synchronized void finished(RunResult result) {
        Millis at = at(now());
        reader.accept(new RunEvent.Finished(++n, at, result));
    }

    /** Box and runner have two clocks; the later event never has the earlier time. */
    private Millis at(Duration time) {
        latest = time.compareTo(latest) > 0 ? time : latest;
        return Millis.of(latest);
    }
}
