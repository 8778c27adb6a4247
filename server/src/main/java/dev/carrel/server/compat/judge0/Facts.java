package dev.carrel.server.compat.judge0;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values in the order in which a client is used to see them. */
final class Facts {
    private final Map<String, @Nullable Object> all = new LinkedHashMap<>();

    static Facts of(String a, Object first, String b, Object second, String c, Object third) {
        return new Facts().with(a, first).with(b, second).with(c, third);
    }

    Facts with(String name, @Nullable Object value) {
        all.put(name, value);
        return this;
    }

    Map<String, @Nullable Object> all() {
        return Collections.unmodifiableMap(all);
    }
}
