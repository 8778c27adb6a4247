package dev.carrel.server.platform.description;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one module says in the description of the API: its operations, in words and examples, are in
 * {@code api/name.yaml}.
 *
 * @param types the name of each schema, and the record, choice or enum that it is made from
 * @param sent those that callers send: what may be null there may be left out, and nothing unknown may come
 * @param choices answers that are one of several records
 */
public record Chapter(String name, Map<String, Class<?>> types, Set<Class<?>> sent, List<Choice> choices) {
    public Chapter {
        types = new TreeMap<>(types);
        sent = Set.copyOf(sent);
        choices = List.copyOf(choices);
    }

    /** One of several records, known by the words of a property that is an enum of its own in each. */
    public record Choice(String name, String property, List<Class<?>> types) {
        public Choice {
            types = List.copyOf(types);
        }
    }
}
