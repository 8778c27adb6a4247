package dev.carrel.server.compat.jobe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The end of a run as Jobe tells it. */
@JsonPropertyOrder({"run_id", "outcome", "cmpinfo", "stdout", "stderr"})
record JobeResult(
        @JsonProperty("run_id") @Nullable String runId, int outcome, String cmpinfo, String stdout, String stderr) {
    private static final int COMPILE_ERROR = 11;
    private static final int RUNTIME_ERROR = 12;
    private static final int TIME_LIMIT = 13;
    private static final int OK = 15;
    private static final int MEMORY_LIMIT = 17;
    private static final int INTERNAL_ERROR = 20;
    private static final int OVERLOAD = 21;
    /** What Python says that could not even begin, where Jobe compiles it first. */
    private static final Pattern NOT_PYTHON =
            Pattern.compile(" *File \"(?s:.*)\\n(?:SyntaxError|IndentationError|TabError): .*\\s*");

    static final JobeResult OVERLOADED = new JobeResult(null, OVERLOAD, "", "", "");

    static JobeResult of(RunResult result) {
        String compiler = result.compile() == null ? "" : compilerSaid(result.compile());
        if (result.status() == Status.COMPILE_ERROR || !compiler.isEmpty()) {
            return new JobeResult(null, COMPILE_ERROR, compiler.isEmpty() ? result.message() : compiler, "", "");
        }
        Stage run = result.run();
        if (run == null) {
            return new JobeResult(null, INTERNAL_ERROR, "", "", result.message());
        }
        String out = text(run.stdoutBytes());
        String err = text(run.stderrBytes());
        if (result.language().equals("python")
                && out.isEmpty()
                && NOT_PYTHON.matcher(err).matches()) {
            return new JobeResult(null, COMPILE_ERROR, err, "", "");
        }
        boolean bySignal = run.signal() != null || run.status() == Status.OUTPUT_LIMIT;
        return new JobeResult(
                null,
                outcome(run.status(), err.isEmpty() && !bySignal),
                "",
                out,
                err.isEmpty() && run.status() != Status.OK && bySignal ? result.message() : err);
    }

    /** Jobe looks at what a program says and not at its exit code. */
    private static int outcome(Status status, boolean silent) {
        return switch (status) {
            case OK, RUNTIME_ERROR -> silent ? OK : RUNTIME_ERROR;
            case TIME_LIMIT -> TIME_LIMIT;
            case MEMORY_LIMIT -> MEMORY_LIMIT;
            case OUTPUT_LIMIT, PROCESS_LIMIT, DISK_LIMIT -> RUNTIME_ERROR;
            case COMPILE_ERROR -> COMPILE_ERROR;
            case CANCELLED, REFUSED, INTERNAL_ERROR -> INTERNAL_ERROR;
        };
    }

    /** What it printed counts only beside complaints, or when it failed. */
    private static String compilerSaid(Stage compile) {
        String out = text(compile.stdoutBytes());
        String err = text(compile.stderrBytes());
        return err.isEmpty() ? (compile.status() == Status.OK ? "" : out) : out.isEmpty() ? err : out + "\n" + err;
    }

    /** Octets that are not UTF-8 become \xNN. */
    static String text(Bytes octets) {
        if (octets.isUtf8()) {
            return octets.text();
        }
        byte[] all = octets.toArray();
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < all.length) {
            int length = Math.min(sequence(all[i]), all.length - i);
            Bytes one = Bytes.of(all, i, i + length);
            if (one.isUtf8()) {
                text.append(one.text());
                i += length;
            } else {
                text.append(String.format("\\x%02x", all[i] & 0xff));
                i++;
            }
        }
        return text.toString();
    }

    private static int sequence(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones < 2 || ones > 4 ? 1 : ones;
    }
}
