package dev.carrel.runner.selftest;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attack: a source whose head says, in lines {@code carrel-key: value}, how it must end.
 *
 * @param name its place below the folder of attacks
 */
record HostileProgram(String name, Bytes source, Status expected, Map<String, String> head) {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?://|#|--|[!;%]|/?\\*)\\s*carrel-([a-z-]+):\\s*(.*?)\\s*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Set<String> KEYS = Set.of(
            "expect",
            "stdout",
            "limits",
            "compile-limits",
            "why",
            "short",
            "stdin",
            "args",
            "env",
            "network",
            "needs",
            "with",
            "after",
            "beside",
            "leaves",
            "refuses",
            "lacks",
            "machine",
            "version");
    private static final int HEAD_LINES = 20;

    HostileProgram {
        head = Map.copyOf(head);
    }

    static HostileProgram read(Path folder, String name) throws IOException {
        byte[] source = Files.readAllBytes(folder.resolve(name));
        Map<String, String> head = new HashMap<>();
        for (String line : new String(source, StandardCharsets.UTF_8)
                .lines()
                .limit(HEAD_LINES)
                .toList()) {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                continue;
            }
            if (!KEYS.contains(found.group(1)) || head.put(found.group(1), found.group(2)) != null) {
                throw new IllegalStateException(name + ": carrel-" + found.group(1) + " is unknown, or stands twice");
            }
        }
        String expected = head.get("expect");
        if (expected == null || !head.containsKey("why")) {
            throw new IllegalStateException(name + " does not say what it expects, and why it matters");
        }
        HostileProgram program = new HostileProgram(name, Bytes.of(source), Status.ofWire(expected), head);
        List<String> layers = Stream.of(Layer.values()).map(Layer::wire).toList();
        if (!layers.containsAll(program.words("needs"))) {
            throw new IllegalStateException(name + ": carrel-needs names layers, which are " + layers);
        }
        return program;
    }

    /** Every attack below the folder, in the order of their names. */
    static List<HostileProgram> all(Path folder) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.walk(folder, 2)) {
            names = files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(file -> file.getNameCount() == 2)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
        List<HostileProgram> all = new ArrayList<>();
        for (String name : names) {
            all.add(read(folder, name));
        }
        return List.copyOf(all);
    }

    String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    @Nullable
    String value(String key) {
        return head.get(key);
    }

    /** The blank-separated words of a value; {@code \}{@code u0020} stands for a blank, and so on. */
    List<String> words(String key) {
        String value = head.getOrDefault(key, "");
        return Stream.of(value.split(" "))
                .filter(word -> !word.isEmpty())
                .map(HostileProgram::plain)
                .toList();
    }

    /** The exact text that the program prints, without the ends' blanks; null when it does not matter. */
    @Nullable
    String stdout() {
        String text = head.get("stdout");
        return text == null ? null : plain(text).strip();
    }

    private static String plain(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }

    boolean needs(Layer layer) {
        return words("needs").contains(layer.wire());
    }

    boolean isShort() {
        return head.containsKey("short");
    }

    /** False for an attack that only exists on another kind of processor. */
    boolean fitsMachine() {
        String machine = head.get("machine");
        String here = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
        return machine == null || machine.equals(here);
    }
}
