package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Options;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.TestInput;
import dev.carrel.server.compat.JavaSource;
import dev.carrel.server.language.LanguageEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judge0's words in ours. */
final class Judge0Request {
    private static final double KB = 1024;
    private static final double MS = 1000;

    private Judge0Request() {}

    static RunRequest of(Wish wish, Judge0Language language) {
        LanguageEntry ours = language.ours();
        Odd odd = Odd.of(wish.language()).orElse(null);
        if (odd != null) {
            return bundled(wish, odd, language);
        }
        FilePath source = source(wish, ours);
        List<FileEntry> files = new ArrayList<>(List.of(new FileEntry(source, wish.source(), false)));
        wish.word(AdditionalFiles.NAME).map(AdditionalFiles::known).ifPresent(files::addAll);
        return new RunRequest(
                ours.id(),
                language.version().version(),
                new FileSet(files),
                source,
                input(wish),
                words(wish, "command_line_arguments"),
                Map.of(),
                limits(wish, ours.limits()),
                LimitsRequest.NONE,
                null,
                new Options(words(wish, "compiler_options"), List.of(), null));
    }

    private static RunRequest bundled(Wish wish, Odd odd, Judge0Language language) {
        LanguageEntry ours = language.ours();
        LimitsRequest limits = limits(wish, ours.limits());
        return new RunRequest(
                ours.id(),
                language.version().version(),
                new FileSet(Bundle.packed(wish, odd, ours)),
                new FilePath(ours.entry()),
                input(wish),
                words(wish, "command_line_arguments"),
                Map.of(),
                Bundle.compiles(wish, odd) ? withCompiler(wish, limits) : limits,
                LimitsRequest.NONE,
                null,
                Options.NONE);
    }

    /** One run has both: beside what the program may use, what Judge0 lets a compiler have. */
    private static LimitsRequest withCompiler(Wish wish, LimitsRequest own) {
        return new LimitsRequest(
                value(wish, "cpu_time_limit", MS) + most("cpu_time_limit", MS),
                value(wish, "wall_time_limit", MS) + most("wall_time_limit", MS),
                Math.max(
                        value(wish, "memory_limit", KB),
                        wish.named("memory_limit").isEmpty() ? most("memory_limit", KB) : 0),
                own.outputBytes(),
                own.diskBytes(),
                null,
                own.stackBytes(),
                own.files(),
                own.openFiles(),
                own.processes(),
                own.cores());
    }

    private static double most(String name, double unit) {
        return Objects.requireNonNull(Attribute.BY_NAME.get(name)).most().doubleValue() * unit;
    }

    private static FilePath source(Wish wish, LanguageEntry ours) {
        FilePath usual = new FilePath(ours.entry());
        return ours.id().equals(JavaSource.LANGUAGE)
                ? JavaSource.file(wish.source().text()).orElse(usual)
                : usual;
    }

    private static List<String> words(Wish wish, String name) {
        return wish.word(name).flatMap(ShellWords::of).orElse(List.of());
    }

    /** Several runs are several tests of one program, all with the same input. */
    private static RunRequest.Input input(Wish wish) {
        return wish.runs() == 1
                ? new RunRequest.Input.Given(wish.stdin())
                : new RunRequest.Input.Tests(Collections.nCopies(wish.runs(), new TestInput(wish.stdin(), null)));
    }

    /** What is named holds; memory is never less than the language needs unless somebody wants it so. */
    private static LimitsRequest limits(Wish wish, LimitsRequest own) {
        Double file = named(wish, "max_file_size", KB);
        return new LimitsRequest(
                value(wish, "cpu_time_limit", MS),
                value(wish, "wall_time_limit", MS),
                memory(wish, Objects.requireNonNullElse(own.memoryBytes(), 0.0)),
                file,
                null,
                file,
                named(wish, "stack_limit", KB),
                null,
                null,
                named(wish, "max_processes_and_or_threads", 1),
                1.0);
    }

    static double value(Wish wish, String name, double unit) {
        BigDecimal usual = Objects.requireNonNull(Attribute.BY_NAME.get(name)).usual();
        return Math.max(1, Math.rint(wish.named(name).orElse(usual).doubleValue() * unit));
    }

    private static @Nullable Double named(Wish wish, String name, double unit) {
        return wish.named(name)
                .map(value -> (Double) (value.doubleValue() * unit))
                .orElse(null);
    }

    private static @Nullable Double memory(Wish wish, double own) {
        if (wish.named("memory_limit").isEmpty() && own >= value(wish, "memory_limit", KB)) {
            return null;
        }
        return value(wish, "memory_limit", KB);
    }
}
