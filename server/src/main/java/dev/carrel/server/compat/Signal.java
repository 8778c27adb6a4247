package dev.carrel.server.compat;

import java.util.List;
import java.util.OptionalInt;

/** The kernel's names for its signals. */
public final class Signal {
    private static final List<String> NAMES = List.of(
            "SIG0",
            "SIGHUP",
            "SIGINT",
            "SIGQUIT",
            "SIGILL",
            "SIGTRAP",
            "SIGABRT",
            "SIGBUS",
            "SIGFPE",
            "SIGKILL",
            "SIGUSR1",
            "SIGSEGV",
            "SIGUSR2",
            "SIGPIPE",
            "SIGALRM",
            "SIGTERM",
            "SIGSTKFLT",
            "SIGCHLD",
            "SIGCONT",
            "SIGSTOP",
            "SIGTSTP",
            "SIGTTIN",
            "SIGTTOU",
            "SIGURG",
            "SIGXCPU",
            "SIGXFSZ",
            "SIGVTALRM",
            "SIGPROF",
            "SIGWINCH",
            "SIGIO",
            "SIGPWR",
            "SIGSYS");

    private Signal() {}

    public static String name(int number) {
        return number > 0 && number < NAMES.size() ? NAMES.get(number) : "SIG" + number;
    }

    /** The number behind a name; empty when there is none. */
    public static OptionalInt number(String name) {
        int number = NAMES.indexOf(name);
        return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
