package dev.carrel.runner.cli;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.TestInput;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of tests: {@code NAME.in} is what the program reads, {@code NAME.ans} or {@code NAME.out} the right answer,
 * where there is one.
 *
 * @param names of the tests, in their order
 * @param checker the file {@code checker.EXTENSION}, which judges instead of a comparison; null where there is none
 */
record TestFolder(
        List<String> names, List<TestInput> tests, @Nullable FileEntry checker) {
    private static final String CHECKER = "checker.";
    private static final String IN = ".in";
    private static final List<String> ANSWERS = List.of(".ans", ".out");

    /** @param how an answer is held against an output */
    static TestFolder onDisk(String folder, Function<Bytes, Expected> how) {
        Map<String, Bytes> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                if (isWanted(name)) {
                    try (InputStream content = Files.newInputStream(file)) {
                        files.put(name, Bytes.of(content.readNBytes(Expected.MAX_BYTES + 1)));
                    }
                }
            }
        } catch (IOException e) {
            throw new Refused(
                    Rule.FILE_UNREADABLE,
                    "tests",
                    "The folder \"" + folder + "\" cannot be read.",
                    "Check its name and its rights.");
        }
        return of(files, how);
    }

    static TestFolder inTar(InputStream tar, Function<Bytes, Expected> how) throws IOException {
        Map<String, Bytes> files = new TreeMap<>();
        TarReader reader = new TarReader(tar, Expected.MAX_BYTES);
        for (Optional<TarReader.Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
            String path = next.get().name();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (isWanted(name)) {
                files.put(name, next.get().content());
            }
        }
        return of(files, how);
    }

    private static boolean isWanted(String name) {
        return name.startsWith(CHECKER) || name.endsWith(IN) || ANSWERS.stream().anyMatch(name::endsWith);
    }

    private static TestFolder of(Map<String, Bytes> files, Function<Bytes, Expected> how) {
        List<String> names = new ArrayList<>();
        List<TestInput> tests = new ArrayList<>();
        FileEntry checker = checker(files);
        files.forEach((file, content) -> {
            if (file.endsWith(IN) && !file.startsWith(CHECKER)) {
                String name = file.substring(0, file.length() - IN.length());
                Bytes answer = answer(files, name);
                names.add(name);
                tests.add(new TestInput(
                        content,
                        null,
                        LimitsRequest.NONE,
                        checker != null
                                ? new Expected.Checked(answer == null ? Bytes.EMPTY : answer, List.of())
                                : answer == null ? null : how.apply(answer)));
            }
        });
        if (tests.isEmpty() || tests.size() > RunRequest.Input.Tests.MAX_TESTS) {
            throw new Refused(
                    Rule.TESTS_TOO_MANY,
                    "tests",
                    "The folder of tests has " + tests.size() + " files NAME.in; one run has 1 to "
                            + RunRequest.Input.Tests.MAX_TESTS + ".",
                    "Name a folder with NAME.in, and NAME.ans beside it.");
        }
        return new TestFolder(List.copyOf(names), List.copyOf(tests), checker);
    }

    private static @Nullable FileEntry checker(Map<String, Bytes> files) {
        List<FileEntry> found = new ArrayList<>();
        files.forEach((file, content) -> {
            if (file.startsWith(CHECKER)) {
                found.add(new FileEntry(new FilePath(file), content, false));
            }
        });
        if (found.size() > 1) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "tests.checker",
                    "The folder of tests has " + found.size() + " files " + CHECKER + "EXTENSION.",
                    "Leave one.");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The tests as a program's input, with the checker in the language that its name tells. */
    RunRequest.Input.Tests input(boolean untilFailure, Catalogue catalogue) {
        return new RunRequest.Input.Tests(tests, untilFailure, checker == null ? null : checker(checker, catalogue));
    }

    private static Checker checker(FileEntry file, Catalogue catalogue) {
        Language language = catalogue
                .of(file.path())
                .orElseThrow(() -> new Refused(
                        Rule.LANGUAGE_UNKNOWN,
                        "tests.checker",
                        "The file name \"" + file.path() + "\" tells no language.",
                        "Give the checker its language's extension, such as checker.py."));
        return new Checker(language.id(), null, FileSet.of(file), file.path(), LimitsRequest.NONE);
    }

    private static @Nullable Bytes answer(Map<String, Bytes> files, String name) {
        return ANSWERS.stream()
                .map(ending -> files.get(name + ending))
                .filter(content -> content != null)
                .findFirst()
                .orElse(null);
    }
}
