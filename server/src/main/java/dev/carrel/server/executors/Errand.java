package dev.carrel.server.executors;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import java.util.List;

/**
 * One run of a program with one input.
 *
 * @param theirs what the service calls the language
 * @param main the file that it starts with
 * @param others the files beside it
 */
record Errand(
        String theirs,
        FileEntry main,
        List<FileEntry> others,
        Bytes stdin,
        List<String> args,
        List<String> compilerArgs,
        LimitsRequest limits,
        LimitsRequest compileLimits) {
    Errand {
        others = List.copyOf(others);
        args = List.copyOf(args);
        compilerArgs = List.copyOf(compilerArgs);
    }

    static Errand of(RunRequest request, String theirs, FileEntry main) {
        Bytes stdin = request.input() instanceof RunRequest.Input.Given(Bytes octets) ? octets : Bytes.EMPTY;
        return new Errand(
                theirs,
                main,
                request.files().files().stream()
                        .filter(file -> !file.path().equals(main.path()))
                        .toList(),
                stdin,
                request.args(),
                request.options().compilerArgs(),
                request.limits(),
                request.compileLimits());
    }

    Errand with(Bytes otherStdin, List<String> otherArgs) {
        return new Errand(theirs, main, others, otherStdin, otherArgs, compilerArgs, limits, compileLimits);
    }
}
