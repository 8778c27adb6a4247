package dev.carrel.server.guard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.identity.PersonRole;
import java.util.Locale;
import java.util.stream.Stream;

/** How much somebody may use: by their role, or by a word of an admin or a teacher until it ends. */
enum Tier {
    /** All without an account at one address together. */
    ANONYMOUS,
    STANDARD,
    CLASSROOM,
    TEACHER,
    TRUSTED;

    static Tier of(PersonRole role) {
        return switch (role) {
            case STUDENT -> STANDARD;
            case TEACHER -> TEACHER;
            case ADMIN -> TRUSTED;
        };
    }

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One that a person may have. */
    @JsonCreator
    static Tier of(String wire) {
        return Stream.of(STANDARD, CLASSROOM, TEACHER, TRUSTED)
                .filter(tier -> tier.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Rule.ARGUMENT,
                        "tier",
                        "There is no tier \"" + wire + "\" for people.",
                        "Write standard, classroom, teacher or trusted."));
    }
}
