package dev.carrel.runner.language;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One step as the language's file describes it.
 *
 * @param command arguments with placeholders: {entry} the entry file, {stem} the same without its extension, {sources}
 *     (an argument by itself) all sources, {memoryMb} the step's memory limit, {memoryMb*2/3} a part of it, {options}
 *     (an argument by itself) what the caller asks for
 * @param options what a caller may ask for, each argument whole
 * @param env beside the variables that every program gets; values may have {memoryMb} too
 * @param limits what the step may use when the request names nothing
 * @param varies what in a source makes a compiler give something else each time; null when that is not known
 * @param server starts a compiler that stays and is asked one program after the other; empty when there is none
 */
public record Recipe(
        List<String> command,
        List<Pattern> options,
        Map<String, String> env,
        Limits limits,
        @Nullable List<Pattern> varies,
        List<String> server) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)(?:[*/][0-9]+)*}");
    private static final Pattern MEMORY = Pattern.compile("\\{memoryMb(?:\\*([1-9][0-9]?))?(?:/([1-9][0-9]?))?}");
    private static final Set<String> NAMES = Set.of("entry", "stem", "sources", "memoryMb", "options");
    private static final String SOURCES = "{sources}";
    private static final String OPTIONS = "{options}";

    public Recipe {
        Wrong.unless(!command.isEmpty() && !command.getFirst().isBlank(), "command", "is empty");
        for (String argument : command) {
            Matcher m = PLACEHOLDER.matcher(argument);
            while (m.find()) {
                boolean known = NAMES.contains(m.group(1)) && m.group().equals("{" + m.group(1) + "}");
                Wrong.unless(
                        known || MEMORY.matcher(m.group()).matches(),
                        "command",
                        "has the unknown placeholder " + m.group());
                Wrong.unless(
                        !Set.of(SOURCES, OPTIONS).contains(m.group()) || argument.equals(m.group()),
                        "command",
                        "has " + m.group() + " inside \"" + argument + "\"; it must be an argument by itself");
            }
        }
        Wrong.unless(
                options.isEmpty() != command.contains(OPTIONS),
                "options",
                "and {options} in the command need each other");
        command = List.copyOf(command);
        options = List.copyOf(options);
        env = Map.copyOf(env);
        server = List.copyOf(server);
        varies = varies == null ? null : List.copyOf(varies);
    }

    /** A recipe that callers take as it is. */
    public Recipe(List<String> command, Map<String, String> env, Limits limits) {
        this(command, List.of(), env, limits, null);
    }

    /** One without a compiler that stays. */
    public Recipe(
            List<String> command,
            List<Pattern> options,
            Map<String, String> env,
            Limits limits,
            @Nullable List<Pattern> varies) {
        this(command, options, env, limits, varies, List.of());
    }

    /** The same, in a process for each program. */
    public Recipe byItself() {
        return new Recipe(command, options, env, limits, varies);
    }

    /** The arguments for one program. */
    public List<String> argv(FilePath entry, List<FilePath> sources, List<String> asked, ByteSize memory) {
        List<String> argv = new ArrayList<>();
        for (String argument : command) {
            if (argument.equals(SOURCES)) {
                sources.forEach(source -> argv.add(asFile(source.value())));
            } else if (argument.equals(OPTIONS)) {
                argv.addAll(asked);
            } else {
                argv.add(sized(argument, memory)
                        .replace("{stem}", stem(entry))
                        .replace("{entry}", asFile(entry.value())));
            }
        }
        return argv;
    }

    /** The words that start the compiler that stays. */
    public List<String> server(ByteSize memory) {
        return server.stream().map(word -> sized(word, memory)).toList();
    }

    /** The variables for one program. */
    public Map<String, String> env(ByteSize memory) {
        Map<String, String> sized = new HashMap<>(env);
        sized.replaceAll((name, value) -> sized(value, memory));
        return sized;
    }

    private static String sized(String word, ByteSize memory) {
        return MEMORY.matcher(word)
                .replaceAll(
                        part -> Long.toString((memory.bytes() >> 20) * factor(part.group(1)) / factor(part.group(2))));
    }

    private static long factor(@Nullable String number) {
        return number == null ? 1 : Long.parseLong(number);
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
