package dev.carrel.server.flag;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A switch for something that is not for everybody yet.
 *
 * @param rolloutPercentage of those who are not listed, how many of a hundred
 * @param userWhitelist the ids of people for whom it is on as soon as it is enabled
 * @param variants in which ways it can be on; none for what is just on or off
 */
record Flag(String name, boolean enabled, int rolloutPercentage, List<String> userWhitelist, List<Variant> variants) {
    static final String NAME = "[a-z][a-z0-9-]{0,62}";
    static final String NAME_SAY = "A name begins with a small letter and has small letters, digits and - after it.";
    private static final int ALL = 100;
    private static final int MOST_LISTED = 1000;
    private static final int MOST_VARIANTS = 10;

    Flag {
        demand(name.matches(NAME), "name", "flag-name", "\"" + name + "\" is no name of a flag.", NAME_SAY);
        demand(
                rolloutPercentage >= 0 && rolloutPercentage <= ALL,
                "rolloutPercentage",
                "percentage",
                "There is no such percentage.",
                "Send a whole number from 0 to 100.");
        demand(
                userWhitelist.size() <= MOST_LISTED,
                "userWhitelist",
                "too-many",
                "More than " + MOST_LISTED + " people are listed.",
                "List fewer, or raise the percentage.");
        userWhitelist = userWhitelist.stream().map(Flag::id).distinct().toList();
        demand(
                variants.size() <= MOST_VARIANTS
                        && new HashSet<>(variants.stream().map(Variant::name).toList()).size() == variants.size(),
                "variants",
                "variants",
                "These are too many variants, or two have one name.",
                "Send up to " + MOST_VARIANTS + ", each with a name of its own.");
        variants = List.copyOf(variants);
    }

    private static void demand(boolean holds, String field, String rule, String sentence, String remedy) {
        if (!holds) {
            throw new RefusalException(new Refusal.WrongRequest(field, rule, sentence, remedy));
        }
    }

    private static String id(String written) {
        try {
            return UUID.fromString(written).toString();
        } catch (IllegalArgumentException e) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "userWhitelist", "person", "This is no person's id.", "List people by their ids."));
        }
    }

    /** What somebody is answered for whom it is on. */
    record On(Optional<String> variant) {}

    /**
     * Disabled: off for all. Listed: on. Else on for whom the hash says so, which is the same each time: who had it at
     * ten of a hundred has it at twenty. Whoever is nobody in particular has it when all have.
     *
     * @return empty when it is off
     */
    Optional<On> answer(Optional<UUID> user) {
        if (!enabled) {
            return Optional.empty();
        }
        boolean listed = user.isPresent() && userWhitelist.contains(user.get().toString());
        int place = user.map(id -> hash("rollout", id, ALL)).orElse(ALL - 1);
        return listed || place < rolloutPercentage ? Optional.of(new On(variant(user))) : Optional.empty();
    }

    /** Nobody in particular gets the first, to which the others are compared. */
    private Optional<String> variant(Optional<UUID> user) {
        int weights = variants.stream().mapToInt(Variant::weight).sum();
        int left = user.filter(_ -> weights > 0)
                .map(id -> hash("variant", id, weights))
                .orElse(0);
        for (Variant variant : variants) {
            if (left < variant.weight()) {
                return Optional.of(variant.name());
            }
            left -= variant.weight();
        }
        return Optional.empty();
    }

    /** With the name in it: who is early with one thing is not with every other. */
    private int hash(String use, UUID user, int bound) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((use + " " + name + " " + user).getBytes(StandardCharsets.UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), bound);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Flag switchedOff() {
        return new Flag(name, false, rolloutPercentage, userWhitelist, variants);
    }

    Flag without(UUID person) {
        return new Flag(
                name,
                enabled,
                rolloutPercentage,
                userWhitelist.stream()
                        .filter(id -> !id.equals(person.toString()))
                        .toList(),
                variants);
    }
}
