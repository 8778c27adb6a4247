package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import java.util.List;
import java.util.Map;

/**
 * A program that a slot starts ahead, and that becomes each command that is called as it was, with further words at
 * most.
 *
 * @param stack the limit that it takes in when it starts; a command's must be the same
 */
public record Zygote(List<String> argv, Map<String, String> env, ByteSize stack) {
    public Zygote {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a zygote without a program");
        }
    }

    /** Whether the command means to it what it means to a fresh process. */
    public boolean fits(Command command) {
        return command.profile() == Profile.RUN
                && command.argv().size() >= argv.size()
                && command.argv().subList(0, argv.size()).equals(argv)
                && command.env().equals(env)
                && command.limits().stack().equals(stack);
    }
}
