package dev.carrel.server.compat.jobe;

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
import java.util.Optional;

/** Jobe's words in ours. */
final class JobeRequest {

    private JobeRequest() {}

    static RunRequest of(RunSpec spec, List<FileEntry> files, LanguageEntry ours) {
        boolean java = spec.language().ours().equals(JavaSource.LANGUAGE);
        FilePath source = source(spec, ours, java);
        List<FileEntry> all = new ArrayList<>(List.of(new FileEntry(source, Bytes.ofText(spec.source()), false)));
        all.addAll(files);
        Parameters given = spec.parameters();
        List<String> compiler =
                new ArrayList<>(given.compileArgs().orElse(spec.language().args()));
        compiler.addAll(given.linkArgs());
        return new RunRequest(
                spec.language().ours(),
                null,
                new FileSet(all),
                entry(spec, java, source),
                new RunRequest.Input.Given(Bytes.ofText(spec.input())),
                given.runArgs(),
                Map.of(),
                given.limits(java, ours.limits()),
                LimitsRequest.NONE,
                null,
                new Options(spec.language().telling(compiler), spec.language().telling(given.interpreterArgs()), null));
    }

    /** A name that says nothing of the language, such as CodeRunner's __tester__.python3, is taken for none. */
    private static FilePath source(RunSpec spec, LanguageEntry ours, boolean java) {
        return spec.sourceName()
                .map(FilePath::new)
                .filter(name -> ours.extensions().contains(name.extension().orElse("")))
                .or(() -> java ? mainClass(spec).or(() -> JavaSource.file(spec.source())) : Optional.empty())
                .or(() -> spec.language().source().map(FilePath::new))
                .orElseGet(() -> new FilePath(ours.entry()));
    }

    private static FilePath entry(RunSpec spec, boolean java, FilePath source) {
        return java ? mainClass(spec).orElse(source) : source;
    }

    private static Optional<FilePath> mainClass(RunSpec spec) {
        return spec.parameters().mainClass().map(name -> new FilePath(name.replace('.', '/') + ".java"));
    }
}
