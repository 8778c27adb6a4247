package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Isolation;
import java.util.List;
import java.util.Map;

/**
 * A program that a slot starts ahead, and that becomes each command that is called as it was, with further words at
 * most.
 *
 * @param stack the limit that it takes in when it starts; a command's must be the same
 */
public record Zygote(List<String> argv, Map<String, String> env, ByteSize stack) implements Ahead {
    public Zygote {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a zygote without a program");
        }
    }

    @Override
    public Isolation level() {
        return Isolation.FORK;
    }

    @Override
    public boolean fits(Command command) {
        return command.profile() == Profile.RUN
                && command.argv().size() >= argv.size()
                && command.argv().subList(0, argv.size()).equals(argv)
                && command.env().equals(env)
                && command.limits().stack().equals(stack);
    }
}
