package dev.carrel.server.compat.piston;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Options;
import dev.carrel.protocol.RunRequest;
import dev.carrel.server.compat.JavaSource;
import dev.carrel.server.language.LanguageEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Piston's words in ours. */
final class PistonRequest {
    private PistonRequest() {}

    static RunRequest of(Execute execute, RunRequest.Input input) {
        LanguageEntry ours = execute.runtime().ours();
        int main = execute.files()
                .indexOf(execute.files().stream()
                        .filter(Execute.Sent::text)
                        .findFirst()
                        .orElseThrow());
        List<FileEntry> files = new ArrayList<>();
        for (int i = 0; i < execute.files().size(); i++) {
            Execute.Sent sent = execute.files().get(i);
            FilePath name = i == main ? main(sent, ours) : other(sent, i, ours);
            files.add(new FileEntry(name, sent.content(), false));
        }
        return new RunRequest(
                ours.id(),
                execute.runtime().ourVersion().version(),
                new FileSet(files),
                files.get(main).path(),
                input,
                execute.args(),
                Map.of(),
                limits(execute.run()),
                limits(execute.compile()),
                null,
                Options.NONE);
    }

    static RunRequest.Input given(Execute execute) {
        return new RunRequest.Input.Given(Bytes.ofText(execute.stdin()));
    }

    /** A name that says nothing of the language is taken for none: Piston adds the right ending. */
    private static FilePath main(Execute.Sent sent, LanguageEntry ours) {
        boolean java = ours.id().equals(JavaSource.LANGUAGE);
        String name = sent.name();
        if (java && !declares(sent, name)) {
            return JavaSource.file(sent.content().text()).orElseGet(() -> new FilePath(ours.entry()));
        }
        return isOf(ours, name) ? new FilePath(name) : new FilePath(ours.entry());
    }

    private static boolean declares(Execute.Sent sent, String name) {
        return JavaSource.file(sent.content().text())
                .map(file -> name.endsWith(file.value()))
                .orElse(false);
    }

    private static boolean isOf(LanguageEntry ours, String name) {
        return ours.extensions().stream().anyMatch(name::endsWith);
    }

    private static FilePath other(Execute.Sent sent, int i, LanguageEntry ours) {
        return new FilePath(
                sent.name().isEmpty() ? "file" + i + ours.extensions().getFirst() : sent.name());
    }

    /** Who names a time is given a whole core to use it; who names none has what the language has here. */
    private static LimitsRequest limits(Execute.Stage stage) {
        boolean timed = stage.timeoutMs().isPresent() || stage.cpuMs().isPresent();
        return new LimitsRequest(
                orNull(stage.cpuMs()),
                orNull(stage.timeoutMs()),
                orNull(stage.memoryBytes()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                timed ? (Double) 1.0 : null);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
