package dev.carrel.server.guard;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.database.ModuleSchema;
import dev.carrel.server.platform.identity.Register;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Everybody's view of their limits, and an admin's word on those of others. */
@RestController
class UsageController {
    private final Guard guard;
    private final Tiers tiers;
    private final Register register;

    UsageController(Guard guard, Tiers tiers, Register register) {
        this.guard = guard;
        this.tiers = tiers;
        this.register = register;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tables {
        @Bean
        static ModuleSchema guardSchema() {
            return new ModuleSchema("guard");
        }
    }

    /**
     * Which tier somebody is to have.
     *
     * @param until when it ends, as ISO 8601 writes it; null when it stays
     */
    record TierWish(Tier tier, @Nullable String until) {
        TierWish {
            if (Objects.isNull(tier)) {
                throw new Refused(Rule.ARGUMENT, "tier", "There is no tier.", "Send {\"tier\": \"classroom\"}.");
            }
        }

        private Tiers.Held held() {
            try {
                return new Tiers.Held(tier, until == null ? null : Instant.parse(until));
            } catch (DateTimeParseException e) {
                throw new Refused(
                        Rule.ARGUMENT,
                        "until",
                        "\"" + until + "\" is no point in time.",
                        "Write it like 2026-12-31T23:00:00Z.");
            }
        }
    }

    @GetMapping("/usage")
    Usage usage(HttpServletRequest request) {
        return guard.usage(Who.of(request));
    }

    @PutMapping(path = "/admin/people/{id}/tier", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void give(@PathVariable("id") String person, @RequestBody TierWish wish, HttpServletRequest request) {
        tiers.give(id(person), wish.held(), Who.personOf(request).id());
    }

    @DeleteMapping("/admin/people/{id}/tier")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(@PathVariable("id") String person, HttpServletRequest request) {
        tiers.give(id(person), null, Who.personOf(request).id());
    }

    private UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (register.has(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // no id at all is one that nobody has
        }
        throw new RefusalException(new Refusal.NotFound("There is no such person."));
    }
}
