package dev.carrel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one test gives the program.
 *
 * @param args null for those of the request
 */
public record TestInput(Bytes stdin, @Nullable List<String> args) {
    public TestInput {
        args = args == null ? null : List.copyOf(args);
    }
}
