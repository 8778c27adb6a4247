package dev.carrel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller changes in how a language is run; its file says what may be changed.
 *
 * @param compilerArgs for the compiler, before the sources
 * @param runtimeArgs for what runs the program, before the program
 * @param network null for the language's own
 * @param task what is done with the files
 */
public record Options(
        List<String> compilerArgs,
        List<String> runtimeArgs,
        @Nullable NetworkRequest network,
        Task task) {
    public static final Options NONE = new Options(List.of(), List.of(), null);
    private static final int MAX_ARGS = 32;

    /** Of a caller who wants the program run. */
    public Options(List<String> compilerArgs, List<String> runtimeArgs, @Nullable NetworkRequest network) {
        this(compilerArgs, runtimeArgs, network, Task.RUN);
    }

    public Options {
        compilerArgs = checked("compilerArgs", compilerArgs);
        runtimeArgs = checked("runtimeArgs", runtimeArgs);
    }

    private static List<String> checked(String field, List<String> args) {
        if (args.size() > MAX_ARGS) {
            throw new Refused(
                    Rule.ARGUMENT, field, args.size() + " arguments are more than " + MAX_ARGS + ".", "Pass less.");
        }
        return List.copyOf(args);
    }
}
