package dev.carrel.runner.cli;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Stream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what a program writes, at once, to the same streams; what a compiler writes goes to stderr. */
final class ProgramStreams implements Consumer<RunEvent> {
    private final OutputStream out;
    private final OutputStream err;
    private @Nullable Runnable whenGone;
    private boolean gone;

    ProgramStreams(OutputStream out, OutputStream err) {
        this.out = out;
        this.err = err;
    }

    /** Does it once, when nobody reads any more ({@code carrel exec … | head}), even if that is already so. */
    synchronized void whenReaderGone(Runnable what) {
        whenGone = what;
        if (gone) {
            what.run();
        }
    }

    private synchronized void readerGone() {
        if (!gone && whenGone != null) {
            whenGone.run();
        }
        gone = true;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.Output output -> write(output);
            case RunEvent.Restarted restarted -> {}
            case RunEvent.StageStarted started -> {}
            case RunEvent.StageEnded ended -> {}
            case RunEvent.TestEnded ended -> {}
            case RunEvent.Finished finished -> {}
        }
    }

    private void write(RunEvent.Output output) {
        boolean toOut = output.stage() == StageName.RUN && output.stream() == Stream.STDOUT;
        OutputStream target = toOut ? out : err;
        try {
            target.write(output.octets().toArray());
            target.flush();
        } catch (IOException e) {
            readerGone();
        }
    }

    synchronized boolean isReaderGone() {
        return gone;
    }
}
