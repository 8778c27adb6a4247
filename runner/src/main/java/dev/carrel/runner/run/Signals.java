package dev.carrel.runner.run;

import java.util.Map;

/** The signals of Linux in words for a learner. */
final class Signals {
    private record Known(String name, String words) {}

    private static final Map<Integer, Known> KNOWN = Map.ofEntries(
            Map.entry(1, new Known("SIGHUP", "its terminal went away")),
            Map.entry(2, new Known("SIGINT", "it was interrupted")),
            Map.entry(3, new Known("SIGQUIT", "it was asked to quit")),
            Map.entry(4, new Known("SIGILL", "it came to an instruction that the processor does not know")),
            Map.entry(5, new Known("SIGTRAP", "it came to a breakpoint or a failed check")),
            Map.entry(6, new Known("SIGABRT", "it gave up by itself, often after a failed check (abort, assert)")),
            Map.entry(7, new Known("SIGBUS", "it touched memory in a way that does not work")),
            Map.entry(8, new Known("SIGFPE", "it did arithmetic that has no result, such as dividing by zero")),
            Map.entry(9, new Known("SIGKILL", "it was killed")),
            Map.entry(10, new Known("SIGUSR1", "it was sent a signal that it did not handle")),
            Map.entry(11, new Known("SIGSEGV", "it touched memory that is not its own")),
            Map.entry(12, new Known("SIGUSR2", "it was sent a signal that it did not handle")),
            Map.entry(13, new Known("SIGPIPE", "it wrote to a pipe that nobody reads")),
            Map.entry(14, new Known("SIGALRM", "its alarm clock rang and it did not handle it")),
            Map.entry(15, new Known("SIGTERM", "it was asked to end")),
            Map.entry(24, new Known("SIGXCPU", "it used all the processor time that it may use")),
            Map.entry(25, new Known("SIGXFSZ", "it wrote a file larger than it may write")),
            Map.entry(31, new Known("SIGSYS", "it asked the system for something that is not allowed here")));

    private Signals() {}

    static String sentence(int signal) {
        Known known = KNOWN.get(signal);
        return known == null
                ? "stopped by signal " + signal
                : "stopped by signal " + signal + " (" + known.name() + "): " + known.words();
    }
}
