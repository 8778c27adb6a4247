package dev.carrel.runner.supply;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An archive as its registry names it. {@code {arch}} in a name or version stands for the machine's processor in that
 * registry's own word: npm's x64 and arm64, Go's amd64 and arm64, elsewhere x86_64 and aarch64.
 */
public sealed interface Origin {
    /** As a language's file writes it, without the registry. */
    String coordinates();

    String registry();

    /** What the archive is called in a cache and, kept whole, in a root. */
    String fileName();

    /** @param name with the scope, when it has one */
    record Npm(String name, String version) implements Origin {
        @Override
        public String coordinates() {
            return name + "@" + version;
        }

        @Override
        public String registry() {
            return "npm";
        }

        @Override
        public String fileName() {
            return name.substring(name.lastIndexOf('/') + 1) + ".tgz";
        }

        URI address(Registries registries, String architecture) {
            String word = architecture.equals("amd64") ? "x64" : architecture;
            String base = name.substring(name.lastIndexOf('/') + 1);
            return below(registries.npm(), (name + "/-/" + base + "-" + version + ".tgz").replace(ARCH, word));
        }
    }

    /** @param classifier empty for the main artifact */
    record Maven(String group, String artifact, String version, String classifier, String extension) implements Origin {
        @Override
        public String coordinates() {
            String main = group + ":" + artifact + ":" + version;
            boolean jar = extension.equals("jar");
            return jar && classifier.isEmpty() ? main : main + ":" + classifier + (jar ? "" : ":" + extension);
        }

        @Override
        public String registry() {
            return "Maven";
        }

        /** Without its version, so that a new one changes no class path. */
        @Override
        public String fileName() {
            return artifact + "." + extension;
        }

        URI address(Registries registries, String architecture) {
            String tail = classifier.isEmpty() ? "" : "-" + classifier;
            String path = group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version
                    + tail + "." + extension;
            return below(registries.maven(), path.replace(ARCH, kernelWord(architecture)));
        }
    }

    /** A wheel; which of the version's wheels is told by its digest. */
    record Pypi(String name, String version) implements Origin {
        @Override
        public String coordinates() {
            return name + "@" + version;
        }

        @Override
        public String registry() {
            return "PyPI";
        }

        @Override
        public String fileName() {
            return name + ".whl";
        }

        URI index(Registries registries) {
            return below(registries.pypi(), name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") + "/");
        }
    }

    record GoModule(String module, String version) implements Origin {
        @Override
        public String coordinates() {
            return module + "@" + version;
        }

        @Override
        public String registry() {
            return "Go";
        }

        @Override
        public String fileName() {
            return module.substring(module.lastIndexOf('/') + 1) + ".zip";
        }

        URI address(Registries registries, String architecture) {
            String path = module + "/@v/" + version.replace(ARCH, architecture) + ".zip";
            Matcher capitals = Pattern.compile("[A-Z]").matcher(path);
            return below(
                    registries.goProxy(),
                    capitals.replaceAll(m -> "!" + m.group().toLowerCase(Locale.ROOT)));
        }
    }

    String ARCH = "{arch}";
    String PART = "(?:[A-Za-z0-9][A-Za-z0-9._+-]*|\\{arch})(?:[A-Za-z0-9._+-]|\\{arch})*";

    static Origin npm(String text) {
        Matcher m = match(text, "((?:@[a-z0-9-]+/)?" + PART + ")@(" + PART + ")", "npm: name@version");
        return new Npm(m.group(1), m.group(2));
    }

    static Origin maven(String text) {
        String form = "(" + PART + "):(" + PART + "):(" + PART + ")(?::(" + PART + ")?)?(?::([a-z0-9.]+))?";
        Matcher m = match(text, form, "maven: group:artifact:version[:classifier[:extension]]");
        List<String> rest = List.of(m.group(4) == null ? "" : m.group(4), m.group(5) == null ? "jar" : m.group(5));
        return new Maven(m.group(1), m.group(2), m.group(3), rest.getFirst(), rest.getLast());
    }

    static Origin pypi(String text) {
        Matcher m = match(text, "(" + PART + ")@(" + PART + ")", "pypi: name@version");
        return new Pypi(m.group(1), m.group(2));
    }

    static Origin goModule(String text) {
        Matcher m = match(text, "(" + PART + "(?:/" + PART + ")*)@(v" + PART + ")", "go: module@version");
        return new GoModule(m.group(1), m.group(2));
    }

    private static Matcher match(String text, String form, String words) {
        Matcher m = Pattern.compile(form).matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not of the form " + words);
        }
        return m;
    }

    private static String kernelWord(String architecture) {
        return switch (architecture) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> architecture;
        };
    }

    private static URI below(URI registry, String path) {
        return URI.create(registry.toString().replaceAll("/+$", "") + "/" + path);
    }
}
