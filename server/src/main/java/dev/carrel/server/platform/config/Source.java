package dev.carrel.server.platform.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Written values as the operator gave them, and where.
 *
 * @param environment by the variable's name
 * @param file by key
 * @param flags by key
 */
public record Source(
        Map<String, String> environment, Map<String, String> file, Map<String, String> flags, List<String> unread) {
    /** The variable that names the file. */
    public static final String FILE = "CARREL_CONFIG";

    public Source {
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
        flags = Map.copyOf(flags);
        unread = List.copyOf(unread);
    }

    public static Source of(Map<String, String> environment) {
        return new Source(environment, Map.of(), Map.of(), List.of());
    }

    /** The environment, the file that it may name, and words of the form {@code --key=value}. */
    public static Source read(Map<String, String> environment, List<String> words) {
        Map<String, String> flags = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 2) {
                flags.put(word.substring(2, equals), word.substring(equals + 1));
            } else {
                unread.add("\"" + word + "\" is not of the form --key=value.");
            }
        }
        Map<String, String> file = new TreeMap<>();
        String named = environment.get(FILE);
        if (named != null) {
            try (Reader in = Files.newBufferedReader(Path.of(named))) {
                Properties properties = new Properties();
                properties.load(in);
                properties.stringPropertyNames().forEach(key -> file.put(key, properties.getProperty(key)));
            } catch (IOException | IllegalArgumentException e) {
                unread.add("The file \"" + named + "\", which " + FILE + " names, cannot be read.");
            }
        }
        return new Source(environment, file, flags, unread);
    }
}
