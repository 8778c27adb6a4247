package dev.carrel.runner.language;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.StageName;
import dev.carrel.runner.language.LanguageFile.RootFile;
import dev.carrel.runner.language.LanguageFile.SignFile;
import dev.carrel.runner.language.LanguageFile.StepFile;
import dev.carrel.runner.language.LanguageFile.VersionFile;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.Manifest;
import dev.carrel.runner.supply.Packages;
import dev.carrel.sandbox.Network;
import dev.carrel.sandbox.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Makes a {@link Language} of one folder; whatever is wrong in it is a {@link Wrong}. */
final class LanguageReader {
    private final Path folder;
    private final LanguageFile file;
    private final Host host;

    private LanguageReader(Path folder, LanguageFile file, Host host) {
        this.host = host;
        this.folder = folder;
        this.file = file;
    }

    static Language read(Path folder, Host host) throws IOException {
        String text = Files.readString(folder.resolve("language.yaml"));
        try {
            return new LanguageReader(folder, Yaml.read(text, LanguageFile.class), host).language();
        } catch (JacksonException e) {
            throw new Wrong("language.yaml", Yaml.sentence(e));
        } catch (Refused e) {
            throw new Wrong(e.field(), e.sentence());
        } catch (IllegalArgumentException e) {
            throw new Wrong("roots:", String.valueOf(e.getMessage()));
        }
    }

    private Language language() throws IOException {
        Sources sources = new Sources(
                given("extensions", file.extensions()),
                orEmpty(file.companions()),
                new FilePath(given("entry", file.entry())));
        String extension = sources.extensions().getFirst();
        return new Language(
                String.valueOf(folder.getFileName()),
                given("name", file.name()),
                orEmpty(file.aliases()),
                sources,
                new Editing(given("editor", file.editor()), file.formatter(), file.debugger()),
                given("tier", file.tier()),
                file.network() == null ? Network.NONE : file.network(),
                file.proc() == null ? Proc.PID : file.proc(),
                file.levels() == null ? List.of(Isolation.EXEC) : file.levels(),
                awaited(),
                signs(),
                versions(),
                examples(extension));
    }

    private @Nullable Awaited awaited() {
        LanguageFile.WarmFile warm = file.warm();
        return warm == null
                ? null
                : Awaited.of(given("warm.awaits", warm.awaits()), warm.unless() == null ? Set.of() : warm.unless());
    }

    private List<Sign> signs() {
        List<Sign> signs = new ArrayList<>();
        for (SignFile sign : orEmpty(file.signs())) {
            signs.add(new Sign(
                    sign.stage() == LanguageFile.Stage.COMPILE ? StageName.COMPILE : StageName.RUN,
                    pattern("signs.stderr", given("signs.stderr", sign.stderr())),
                    sign.status(),
                    given("signs.message", sign.message())));
        }
        return signs;
    }

    private List<Version> versions() throws IOException {
        Map<String, Manifest> roots = new LinkedHashMap<>();
        Map<String, RootFile> written = given("roots", file.roots());
        for (Map.Entry<String, RootFile> root : written.entrySet()) {
            RootFile own = root.getValue();
            String like = own.like();
            roots.put(
                    root.getKey(),
                    manifest(root.getKey(), like == null ? own : own.over(named("roots", like, written))));
        }
        List<Version> versions = new ArrayList<>();
        for (Map.Entry<String, VersionFile> version :
                given("versions", file.versions()).entrySet()) {
            versions.add(version(version.getKey(), version.getValue(), roots));
        }
        // The default is the first that this machine can have.
        versions.sort(
                Comparator.comparing(version -> version.root().absence(host).isPresent()));
        return versions;
    }

    private Version version(String number, VersionFile version, Map<String, Manifest> roots) throws IOException {
        String key = "versions." + number;
        String root = given(key + ".root", version.root());
        StepFile compile = version.compile() == null ? file.compile() : version.compile();
        StepFile run = version.run() == null ? file.run() : version.run();
        StepFile format = version.format() == null ? file.format() : version.format();
        Tier tier = given("tier", file.tier());
        return new Version(
                number,
                named(key + ".root", root, roots),
                isTrue(file.onDemand()) || isTrue(version.onDemand()),
                given(key + ".runtime-command", version.runtimeCommand()),
                compile == null ? null : recipe("compile", compile, tier.compile()),
                recipe("run", given("run", run), tier.run()),
                format == null ? null : recipe("format", format, tier.run()),
                version.template() == null
                        ? template()
                        : content(version.template()).text(),
                version.says() == null
                        ? given("wrong.says", given("wrong", file.wrong()).says())
                        : version.says());
    }

    private String template() throws IOException {
        return content("template" + given("extensions", file.extensions()).getFirst())
                .text();
    }

    private static Recipe recipe(String key, StepFile step, Limits base) {
        return new Recipe(
                given(key + ".command", step.command()),
                patterns(key + ".options", orEmpty(step.options())),
                orEmpty(step.env()),
                step.limits() == null ? base : step.limits().over(base),
                step.varies() == null ? null : patterns(key + ".varies", step.varies()),
                orEmpty(step.server()));
    }

    private static List<Pattern> patterns(String key, List<String> texts) {
        return texts.stream().map(text -> pattern(key, text)).toList();
    }

    private Manifest manifest(String id, RootFile root) throws IOException {
        Map<String, Bytes> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : orEmpty(root.files()).entrySet()) {
            files.put(entry.getKey(), content(entry.getValue()));
        }
        return new Manifest(
                id,
                new Packages(
                        given("roots." + id + ".debian", root.debian()),
                        given("roots." + id + ".packages", root.packages()),
                        orEmpty(root.without())),
                orEmpty(root.archives()).stream().map(ArchiveReader::read).toList(),
                files,
                orEmpty(root.links()),
                new Manifest.FromHost(
                        orEmpty(root.architectures()), orEmpty(root.jdk()), root.dotnet() == null ? 0 : root.dotnet()),
                orEmpty(root.prune()),
                orEmpty(root.prepare()));
    }

    private Examples examples(String extension) throws IOException {
        LanguageFile.WrongFile wrong = given("wrong", file.wrong());
        return new Examples(
                new Examples.Sample(
                        content("test/sample" + extension), content("test/sample.in"), content("test/sample.out")),
                new Examples.Mistake(
                        content("test/wrong" + extension),
                        given("wrong.status", wrong.status()),
                        given("wrong.says", wrong.says())),
                content("test/loop" + extension),
                content("test/memory" + extension));
    }

    private Bytes content(String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        Wrong.unless(path.startsWith(folder.normalize()), name, "is outside the language's folder");
        Wrong.unless(Files.isRegularFile(path), name, "is not in the language's folder");
        return Bytes.of(Files.readAllBytes(path));
    }

    private static Pattern pattern(String key, String text) {
        try {
            return Pattern.compile(text, Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new Wrong(key, "is no regular expression: " + e.getDescription());
        }
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }

    private static <T> T given(String key, @Nullable T value) {
        if (value == null) {
            throw new Wrong(key, "is missing");
        }
        return value;
    }

    private static <V> V named(String key, String name, Map<String, V> all) {
        V value = all.get(name);
        if (value == null) {
            throw new Wrong(key, "speaks of \"" + name + "\"; there is " + all.keySet());
        }
        return value;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
