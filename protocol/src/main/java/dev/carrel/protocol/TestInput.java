package dev.carrel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one test gives the program, what it may use, and what must come of it.
 *
 * @param args null for those of the request
 * @param limits in place of those of the request
 * @param expected null where nothing is compared
 */
public record TestInput(
        Bytes stdin,
        @Nullable List<String> args,
        LimitsRequest limits,
        @Nullable Expected expected) {
    public TestInput {
        args = args == null ? null : List.copyOf(args);
    }

    public TestInput(Bytes stdin, @Nullable List<String> args) {
        this(stdin, args, LimitsRequest.NONE, null);
    }
}
