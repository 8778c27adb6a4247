package dev.carrel.runner.cli;

import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import org.jspecify.annotations.Nullable;

/** Exit codes of {@code carrel}. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_CALL = 2;
    static final int OUR_FAULT = 70;
    private static final int CANNOT_START = 126;
    private static final int SIGNALLED = 128;
    private static final int SIGKILL = 9;
    private static final int SIGINT = 2;
    private static final int SIGPIPE = 13;
    static final int READER_GONE = SIGNALLED + SIGPIPE;

    private ExitCode() {}

    /** What the shell would say if the program had run without a sandbox; never 0 for a run that is not ok. */
    static int of(RunResult result) {
        return switch (result.status()) {
            case OK -> OK;
            case COMPILE_ERROR -> FAILED;
            case CANCELLED -> SIGNALLED + SIGINT;
            case REFUSED -> WRONG_CALL;
            case INTERNAL_ERROR -> OUR_FAULT;
            case RUNTIME_ERROR, TIME_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, PROCESS_LIMIT, DISK_LIMIT -> of(result.run());
        };
    }

    private static int of(@Nullable Stage run) {
        if (run == null) {
            return FAILED;
        }
        Integer signal = run.signal();
        Integer code = run.exitCode();
        if (signal != null) {
            return SIGNALLED + signal;
        }
        if (code == null && run.status() == Status.RUNTIME_ERROR) {
            return CANNOT_START;
        }
        return code == null || code == 0 ? SIGNALLED + SIGKILL : code;
    }
}
