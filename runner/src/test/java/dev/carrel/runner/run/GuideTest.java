package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.Examples;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.RootInstaller;
import dev.carrel.runner.root.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Follows languages/README.md where it says how a language is added: its very words become the folder. */
class GuideTest {
    private static final Pattern FILE =
            Pattern.compile("^`languages/([^`]+)`:\n```[a-z]*\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Path DATA = Path.of(System.getProperty("carrel.data", "none"));

    private final RealMachine real = new RealMachine();

    @ParameterizedTest
    @ValueSource(strings = {"tcl", "coffeescript"})
    void language_of_the_guide_is_installed_and_runs(String id, @TempDir Path folder) throws Exception {
        Language language = written(folder).named(id);
        Version version = language.standard();
        Roots roots = new Roots(DATA.resolve("roots"), Host.current());
        boolean mine = !roots.installed(version.root());
        List<String> said = new ArrayList<>();
        RootInstaller installer = new RootInstaller(DATA, Host.current(), System.getenv(), said::add);
        assertEquals(Set.of(), installer.install(List.of(version.root())), said.toString());
        try {
            Machine machine =
                    new Machine(written(folder), roots, new Runtimes(real.sandbox, folder.resolve("runtimes")));
            runs(machine.serve(language, version), language.examples());
        } finally {
            if (mine) {
                delete(roots.path(version.root()));
            }
        }
    }

    private void runs(Served served, Examples examples) throws InterruptedException {
        RunResult sample =
                run(served, examples.sample().code(), examples.sample().stdin());
        assertEquals(Status.OK, sample.status(), sample.toString());
        assertEquals(
                examples.sample().stdout().text(), RealMachine.runStage(sample).stdout());
        assertEquals("étape: done\n", RealMachine.runStage(sample).stderr());
        assertTrue(sample.runtime().matches("\\w+ \\d+\\.\\d+.*"), sample.runtime());

        RunResult wrong = run(served, examples.wrong().code(), Bytes.EMPTY);
        Stage failed = RealMachine.runStage(wrong);
        assertEquals(examples.wrong().status(), wrong.status(), wrong.toString());
        assertTrue(failed.stderr().contains(served.version().says()), wrong.toString());

        assertEquals(
                Status.TIME_LIMIT, run(served, examples.loop(), Bytes.EMPTY).status());
        assertEquals(
                Status.MEMORY_LIMIT, run(served, examples.memory(), Bytes.EMPTY).status());
    }

    private RunResult run(Served served, Bytes code, Bytes stdin) throws InterruptedException {
        Language language = served.language();
        RunRequest request = new RunRequest(
                language.id(),
                served.version().number(),
                FileSet.of(new FileEntry(language.sources().entry(), code, false)),
                null,
                new RunRequest.Input.Given(stdin),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null);
        return real.start(Job.of("test", request, served, Limits.CEILING), event -> {})
                .await();
    }

    /** The guide's files in a folder of languages. */
    private static Catalogue written(Path folder) throws Exception {
        Path languages = folder.resolve("languages");
        String guide = Files.readString(Path.of(System.getProperty("carrel.home", ".."), "languages", "README.md"));
        List<MatchResult> files = FILE.matcher(guide).results().toList();
        assertEquals(16, files.size(), "files in the guide");
        for (MatchResult file : files) {
            Path path = languages.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        return Catalogue.read(languages);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
