package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.WorkFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A program that is started on an empty working folder, and waits for one command where it opens the file that it
 * begins with.
 *
 * @param awaited that file
 * @param unless what it looks for before it opens that file: a command that brings such a file gets a fresh process
 */
public record Warm(List<String> argv, Map<String, String> env, Limits limits, String awaited, Set<String> unless)
        implements Ahead {
    public Warm {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        unless = Set.copyOf(unless);
        if (argv.isEmpty() || argv.getFirst().isEmpty() || awaited.isEmpty()) {
            throw new IllegalArgumentException("a warm program without a program or without its file");
        }
    }

    @Override
    public boolean fits(Command command) {
        Set<String> names = command.files().stream().map(WorkFile::name).collect(Collectors.toSet());
        return command.profile() == Profile.RUN
                && command.argv().equals(argv)
                && command.env().equals(env)
                && command.limits().equals(limits)
                && names.contains(awaited)
                && unless.stream().noneMatch(names::contains);
    }

    @Override
    public Isolation level() {
        return Isolation.WARM;
    }
}
