package dev.carrel.runner.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.root.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    static final String GOOD = """
            name: Toy
            aliases: [plaything]
            extensions: [.toy]
            companions: [.part]
            entry: main.toy
            editor: plaintext
            tier: low
            compile:
              command: [toyc, "{sources}"]
              limits: {memory: 64MB, wall: 1500ms}
            run:
              command: [toy, "{stem}"]
              env: {TOY: "1"}
            signs:
              - stderr: "broken: (.+)"
                status: memory-limit
                message: "Too much of {1}."
            wrong: {status: runtime-error, says: broken}
            versions:
              "2": {root: toy-2, runtime-command: [toy, --version]}
              "1": {root: toy-1, runtime-command: [toy, --version], run: {command: [oldtoy, "{entry}"]}}
            roots:
              toy-2: {debian: trixie, packages: [toy], files: {usr/share/toy: template.toy}}
              toy-1: {like: toy-2, debian: bookworm}
            """;

    @Test
    void language_says_what_its_file_says(@TempDir Path folder) throws Exception {
        Language toy = read(folder, GOOD).named("plaything");

        assertEquals("2", toy.standard().number());
        assertEquals(
                List.of("2", "1"), toy.versions().stream().map(Version::number).toList());
        assertEquals(List.of("oldtoy", "{entry}"), toy.version("1").run().command());
        assertEquals("bookworm", toy.version("1").root().packages().release());
        assertEquals(toy.standard().root().files(), toy.version("1").root().files());
        assertEquals(Duration.ofSeconds(5), toy.standard().run().limits().wall());
        Recipe compile = toy.standard().compile();
        assertTrue(compile != null && compile.limits().wall().equals(Duration.ofMillis(1500)));
        assertEquals(ByteSize.ofMb(64), compile.limits().memory());
        assertTrue(
                toy.sources().accepts(new FilePath("a.part")) && !toy.sources().compiles(new FilePath("a.part")));
    }

    @Test
    void version_may_have_its_own_template_and_its_own_words_for_the_mistake(@TempDir Path folder) throws Exception {
        String own =
                GOOD.replace("\"1\": {root: toy-1,", "\"1\": {root: toy-1, template: test/loop.toy, says: smashed,");
        write(folder, "toy", own);
        Files.writeString(folder.resolve("toy/test/loop.toy"), "old toy");
        Language toy = Catalogue.read(folder).named("toy");
        assertEquals("toy", toy.version("2").template());
        assertEquals("broken", toy.version("2").says());
        assertEquals("old toy", toy.version("1").template());
        assertEquals("smashed", toy.version("1").says());
    }

    @Test
    void version_may_have_a_formatter_that_no_other_has(@TempDir Path folder) throws Exception {
        String own =
                GOOD.replace("\"1\": {root: toy-1,", "\"1\": {root: toy-1, format: {command: [toyfmt, \"{entry}\"]},");
        Language toy = read(folder, own).named("toy");
        assertTrue(toy.version("2").formatting().isEmpty());
        assertEquals(
                List.of("toyfmt", "{entry}"),
                toy.version("1").formatting().orElseThrow().run().command());
    }

    @Test
    void version_whose_machines_are_others_is_no_default_and_is_refused_in_words(@TempDir Path folder)
            throws Exception {
        String own = GOOD.replace("toy-2: {debian", "toy-2: {architectures: [amd64], debian")
                .replace("toy-1: {like: toy-2,", "toy-1: {like: toy-2, architectures: [arm64],");
        write(folder, "toy", own);
        Host arm = new Host("arm64", Path.of("/jdk"), "25");
        Language toy = Catalogue.read(folder, arm).named("toy");
        assertEquals("1", toy.standard().number());
        assertEquals(
                "needs a machine of amd64; this one is arm64",
                toy.version("2").root().absence(arm).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"low, 128", "medium, 256", "high, 512"})
    void compiler_has_its_tiers_memory_unless_the_file_says_otherwise(String tier, int mb, @TempDir Path folder)
            throws Exception {
        String plain = GOOD.replace("tier: low", "tier: " + tier).replace("{memory: 64MB, wall: 1500ms}", "{}");
        Version version = read(folder, plain).named("toy").standard();
        Recipe compile = version.compile();
        assertTrue(compile != null);
        assertEquals(ByteSize.ofMb(mb), compile.limits().memory());
        assertEquals(ByteSize.ofMb(mb), version.run().limits().memory());
        assertEquals(Duration.ofSeconds(10), compile.limits().cpu());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tier: low | tire: low | unknown key \"tire\"; did you mean \"tier\"?",
                "memory: 64MB | memroy: 64MB | did you mean \"memory\"?",
                "tier: low | tier: huge | allows [high, low, medium]",
                "tier: low | editor: plaintext | Duplicate",
                "entry: main.toy | entry: main.py | entry is \"main.py\"",
                "extensions: [.toy] | extensions: [toy] | extensions has \"toy\"",
                "aliases: [plaything] | aliases: [Play Thing] | aliases has \"Play Thing\"",
                "aliases: [plaything] | levels: [warm, exec] | warm and the level of that name need each other",
                "aliases: [plaything] | warm: {awaits: main.toy} | need each other",
                "aliases: [plaything] | warm: {unless: [x]} | warm.awaits is missing",
                "aliases: [plaything] | warm: {awaits: ../x} | warm.awaits",
                "memory: 64MB | memory: lots | \"lots\"",
                "wall: 1500ms | wall: 1.5 | limits.wall is \"1.5\"",
                "memory: 64MB | memory: 0 | limits.memoryBytes",
                "{stem} | {steam} | unknown placeholder {steam}",
                "{sources} | -c{sources} | must be an argument by itself",
                "like: toy-2 | like: toy-3 | \"toy-3\"; there is",
                "debian: bookworm | debian: Bookworm 12 | no Debian release",
                "packages: [toy] | packages: [--toy] | \"--toy\" is no valid name",
                "usr/share/toy: template | /etc/toy: template | below the root",
                "template.toy} | ../other/x} | outside the language's folder",
                "status: memory-limit | status: memory-limits | signs.status",
                "(.+) | (.+ | no regular expression",
                "status: runtime-error | status: ok | wrong.status",
                "wrong: | wrang: | did you mean \"wrong\"?",
                "packages: [toy] | packages: [toy], archives: [{npm: toy, into: x, digest: {any: 1}}] | form npm: name@version",
                "packages: [toy] | packages: [toy], archives: [{npm: toy@1, into: x, digest: {any: 1}}] | \"1\" is neither",
                "packages: [toy] | packages: [toy], archives: [{npm: toy@1, into: x}] | toy@1: digest is missing",
                "packages: [toy] | packages: [toy], archives: [{into: x}] | exactly one of npm",
                "packages: [toy] | packages: [toy], archives: [{nmp: toy@1}] | did you mean \"npm\"?",
                "packages: [toy] | packages: [toy], architectures: [x86_64] | it writes amd64 and arm64",
                "root: toy-2, | root: toy-2, template: no.toy, | no.toy is not in the language's folder",
                "root: toy-2, | root: toy-2, says: \" \", | versions.2.says is blank",
                "name: Toy | name: [Toy] | wrong shape at name",
                "name: Toy | name: \"Toy | is not YAML",
            })
    void mistake_is_named_in_words(String good, String bad, String words, @TempDir Path folder) {
        assertTrue(GOOD.contains(good), good);
        CatalogueException e = assertThrows(CatalogueException.class, () -> read(folder, changed(good, bad)));
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).startsWith("languages/toy: "), e.getMessage());
    }

    @Test
    void missing_example_is_named(@TempDir Path folder) throws IOException {
        write(folder, "toy", GOOD);
        Files.delete(folder.resolve("toy/test/loop.toy"));
        CatalogueException e = assertThrows(CatalogueException.class, () -> Catalogue.read(folder));
        assertEquals("languages/toy: test/loop.toy is not in the language's folder.", e.getMessage());
    }

    @Test
    void alias_or_extension_of_two_languages_is_refused_and_all_problems_are_told(@TempDir Path folder)
            throws IOException {
        write(folder, "toy", GOOD);
        write(folder, "yot", GOOD);
        CatalogueException e = assertThrows(CatalogueException.class, () -> Catalogue.read(folder));
        assertEquals("""
                languages/yot: "plaything" belongs to languages/toy already.
                languages/yot: ".toy" belongs to languages/toy already.""", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "pyton, python",
        "PYTHN, python",
        "c+++, c++",
        "bahs, bash",
        "jaav, java",
        "python4, python",
    })
    void mistyped_language_gets_the_nearest_name(String typed, String near) throws Exception {
        Refused refused = assertThrows(Refused.class, () -> shipped().named(typed));
        assertEquals(Rule.LANGUAGE_UNKNOWN, refused.rule());
        assertEquals("Did you mean \"" + near + "\"?", refused.remedy());
    }

    @Test
    void name_like_no_other_gets_the_list() throws Exception {
        Catalogue shipped = shipped();
        Refused refused = assertThrows(Refused.class, () -> shipped.named("x".repeat(100_000)));
        assertTrue(refused.remedy().startsWith("Known: ada, assembly, awk, bash, "), refused.remedy());
        assertTrue(refused.sentence().length() < 100);
    }

    @Test
    void unknown_version_gets_the_list() throws Exception {
        Language python = shipped().named("python");
        assertEquals(
                "Known: 3.11, 3.13.",
                assertThrows(Refused.class, () -> python.version("2.7")).remedy());
    }

    @ParameterizedTest
    @CsvSource({"a.py, python", "A.PY, python", "x/y.c, c", "a.cxx, cpp", "Main.java, java", "run.sh, bash"})
    void extension_tells_the_language(String file, String id) throws Exception {
        assertEquals(id, shipped().of(new FilePath(file)).orElseThrow().id());
    }

    @ParameterizedTest
    @CsvSource({"Makefile", ".py", "a.h", "a.txt"})
    void other_file_tells_none(String file) throws Exception {
        assertTrue(shipped().of(new FilePath(file)).isEmpty());
    }

    static Catalogue shipped() throws CatalogueException, IOException {
        return Catalogue.read(Path.of(System.getProperty("carrel.home", "..")).resolve("languages"));
    }

    static Catalogue read(Path folder, String yaml) throws CatalogueException, IOException {
        write(folder, "toy", yaml);
        return Catalogue.read(folder);
    }

    private static void write(Path folder, String id, String yaml) throws IOException {
        Path language = folder.resolve(id);
        Files.createDirectories(language.resolve("test"));
        Files.writeString(language.resolve("language.yaml"), yaml);
        for (String file : List.of(
                "template.toy",
                "test/sample.toy",
                "test/sample.in",
                "test/sample.out",
                "test/wrong.toy",
                "test/loop.toy",
                "test/memory.toy")) {
            Files.writeString(language.resolve(file), "toy");
        }
    }

    private static String changed(String good, String bad) {
        int at = GOOD.indexOf(good);
        return GOOD.substring(0, at) + bad + GOOD.substring(at + good.length());
    }
}
