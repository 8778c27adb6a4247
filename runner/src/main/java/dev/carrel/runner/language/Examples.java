package dev.carrel.runner.language;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Status;

/**
 * The programs in a language's test folder, which show that it works and how its bad ends are told. Each runs under the
 * language's own entry name.
 *
 * @param sample reads stdin in two ways, writes both streams, prints more than ASCII, and ends well
 * @param wrong has a mistake that the message must name
 * @param loop never ends by itself
 * @param memory allocates until it is stopped
 */
public record Examples(Sample sample, Mistake wrong, Bytes loop, Bytes memory) {
    /** A program, what it reads, and all that it prints on stdout. */
    public record Sample(Bytes code, Bytes stdin, Bytes stdout) {}

    /** A program with a mistake, how it ends, and words that its stderr holds. */
    public record Mistake(Bytes code, Status status, String says) {
        public Mistake {
            Wrong.unless(
                    status == Status.COMPILE_ERROR || status == Status.RUNTIME_ERROR,
                    "wrong.status",
                    "must be compile-error or runtime-error");
            Wrong.unless(!says.isBlank(), "wrong.says", "is blank");
        }
    }
}
