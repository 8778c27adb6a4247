package dev.carrel.server.account.oidc;

import dev.carrel.server.platform.identity.PersonRole;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which of a provider's claims makes somebody what here.
 *
 * @param claim its name, with points between those of objects around it; empty where roles are given here alone
 */
public record RoleClaims(String claim, Set<String> teachers, Set<String> admins) {
    public static final RoleClaims NONE = new RoleClaims("", Set.of(), Set.of());

    public RoleClaims {
        teachers = Set.copyOf(teachers);
        admins = Set.copyOf(admins);
    }

    /** What the provider says somebody is; empty when it is not asked. */
    Optional<PersonRole> of(JsonNode claims) {
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        JsonNode said = claims.path(claim);
        if (said.isMissingNode()) {
            said = claims;
            for (String name : claim.split("\\.", -1)) {
                said = said.path(name);
            }
        }
        Stream<JsonNode> words = said.isArray() ? said.valueStream() : Stream.of(said);
        Set<String> all =
                words.filter(JsonNode::isString).map(JsonNode::asString).collect(Collectors.toSet());
        if (all.stream().anyMatch(admins::contains)) {
            return Optional.of(PersonRole.ADMIN);
        }
        return Optional.of(all.stream().anyMatch(teachers::contains) ? PersonRole.TEACHER : PersonRole.STUDENT);
    }
}
