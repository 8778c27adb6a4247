package dev.carrel.server.flag;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Objects;

/** One of several ways in which something can be on, and how large its part is. */
record Variant(String name, int weight) {
    private static final int MOST = 1000;

    Variant {
        if (Objects.isNull(name) || !name.matches(Flag.NAME)) {
            throw new RefusalException(
                    new Refusal.WrongRequest("variants", "variant-name", "A variant has no such name.", Flag.NAME_SAY));
        }
        if (weight < 1 || weight > MOST) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "variants",
                    "variant-weight",
                    "The variant \"" + name + "\" has the weight " + weight + ".",
                    "A weight is a whole number from 1 to " + MOST + "."));
        }
    }
}
