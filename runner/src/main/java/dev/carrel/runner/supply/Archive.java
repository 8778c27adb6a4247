package dev.carrel.runner.supply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An archive of a public registry, and what of it comes into a root.
 *
 * @param pins Debian's name of an architecture, or {@link #ANY}, to the digest that the archive must have there
 * @param into folder in the root
 * @param form how it is unpacked
 */
public record Archive(Origin origin, Map<String, Pin> pins, String into, Form form) {
    public static final String ANY = "any";

    /** What becomes of the archive's content. */
    public sealed interface Form {
        /** The archive stays one file, as class paths want a jar. */
        record Whole() implements Form {}

        /**
         * @param folder only what is below it, without it; empty for everything
         * @param only path patterns below that folder; none for everything
         * @param programs path patterns of what is executable: zip archives of registries do not tell
         */
        record Unpacked(String folder, List<String> only, List<String> programs) implements Form {
            public Unpacked {
                requireBelow(folder);
                only = List.copyOf(only);
                programs = List.copyOf(programs);
            }
        }
    }

    public Archive {
        require(!pins.isEmpty(), origin.coordinates() + " has no digest");
        for (String architecture : pins.keySet()) {
            require(
                    architecture.matches("[a-z0-9]{3,10}"),
                    origin.coordinates() + ": \"" + architecture + "\" is no architecture; write any, amd64 or arm64");
        }
        requireBelow(into);
        boolean wheel = origin instanceof Origin.Pypi;
        require(
                !wheel || pins.values().stream().allMatch(pin -> pin.algorithm().equals(Pin.SHA256_NAME)),
                origin.coordinates() + ": PyPI tells wheels by their SHA-256");
        require(
                form instanceof Form.Unpacked || origin instanceof Origin.Maven,
                origin.coordinates() + ": only Maven's archives are kept whole");
        pins = Map.copyOf(pins);
    }

    /** Empty when the registry has none for such a machine. */
    public Optional<Pin> pin(String architecture) {
        return Optional.ofNullable(pins.getOrDefault(architecture, pins.get(ANY)));
    }

    /** All that tells one archive of a root from another, in one text. */
    public String identity() {
        return origin.registry() + " " + origin.coordinates() + " " + new TreeMap<>(pins) + " " + into + " " + form;
    }

    @Override
    public String toString() {
        return origin.coordinates() + " from " + origin.registry();
    }

    private static void requireBelow(String path) {
        require(
                !path.startsWith("/") && !List.of(path.split("/", -1)).contains(".."),
                "\"" + path + "\" must be a path below the root, without a leading slash");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
