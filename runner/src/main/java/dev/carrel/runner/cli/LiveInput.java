package dev.carrel.runner.cli;

import dev.carrel.runner.run.Running;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Sends this command's own input to the program as it comes, until either ends. */
final class LiveInput {
    private static final int PIECE = 16_384;

    private LiveInput() {}

    /** @param full called when the program has been given all that one program may be given */
    static void forward(InputStream in, Running running, Runnable full) {
        Thread.ofPlatform().daemon().name("stdin").start(() -> {
            byte[] piece = new byte[PIECE];
            try {
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    if (!running.stdin(Arrays.copyOf(piece, n))) {
                        full.run();
                        return;
                    }
                }
            } catch (IOException e) {
                // A closed input is an input that has ended.
            }
            running.endStdin();
        });
    }
}
