package dev.carrel.runner.language;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step as the language's file describes it.
 *
 * @param command arguments with placeholders: {entry} the entry file, {stem} the same without its extension, {sources}
 *     (an argument by itself) all sources, {memoryMb} the step's memory limit
 * @param env beside the variables that every program gets
 * @param limits what the step may use when the request names nothing
 */
public record Recipe(List<String> command, Map<String, String> env, Limits limits) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Set<String> NAMES = Set.of("entry", "stem", "sources", "memoryMb");
    private static final String SOURCES = "{sources}";

    public Recipe {
        Wrong.unless(!command.isEmpty() && !command.getFirst().isBlank(), "command", "is empty");
        for (String argument : command) {
            Matcher m = PLACEHOLDER.matcher(argument);
            while (m.find()) {
                Wrong.unless(NAMES.contains(m.group(1)), "command", "has the unknown placeholder " + m.group());
                Wrong.unless(
                        !m.group().equals(SOURCES) || argument.equals(SOURCES),
                        "command",
                        "has {sources} inside \"" + argument + "\"; it must be an argument by itself");
            }
        }
        command = List.copyOf(command);
        env = Map.copyOf(env);
    }

    /** The arguments for one program. */
    public List<String> argv(FilePath entry, List<FilePath> sources, ByteSize memory) {
        List<String> argv = new ArrayList<>();
        for (String argument : command) {
            if (argument.equals(SOURCES)) {
                sources.forEach(source -> argv.add(asFile(source.value())));
            } else {
                argv.add(argument.replace("{memoryMb}", Long.toString(memory.bytes() >> 20))
                        .replace("{stem}", stem(entry))
                        .replace("{entry}", asFile(entry.value())));
            }
        }
        return argv;
    }

    private static String stem(FilePath entry) {
        int end = entry.value().length() - entry.extension().orElse("").length();
        return asFile(entry.value().substring(0, end));
    }

    /** A file named like an option stays a file. */
    private static String asFile(String path) {
        return path.startsWith("-") ? "./" + path : path;
    }
}
