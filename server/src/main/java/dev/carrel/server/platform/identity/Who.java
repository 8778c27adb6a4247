package dev.carrel.server.platform.identity;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/** Who sent a request: somebody whose credential was verified, or nobody in particular. */
public sealed interface Who {
    /** Whose runs these are, and who takes turns with others. */
    String owner();

    /** @param address of the computer that the request comes from */
    record Anonymous(String address) implements Who {
        @Override
        public String owner() {
            return address;
        }
    }

    /** @param session empty when a program with a key of this person sent it */
    record Person(UUID id, PersonRole role, Optional<UUID> session) implements Who {
        private static final String OWNS = "person ";

        @Override
        public String owner() {
            return owner(id);
        }

        public static String owner(UUID person) {
            return OWNS + person;
        }
    }

    /** The id in what {@link #owner} gave; empty when nobody was signed in. */
    static String idOf(String owner) {
        return owner.startsWith(Person.OWNS) ? owner.substring(Person.OWNS.length()) : "";
    }

    static Who of(HttpServletRequest request) {
        return request.getAttribute(Who.class.getName()) instanceof Who who
                ? who
                : new Anonymous(request.getRemoteAddr());
    }

    static Person personOf(HttpServletRequest request) {
        return switch (of(request)) {
            case Person person -> person;
            case Anonymous _ -> throw new RefusalException(new Refusal.NotSignedIn("Sign in first."));
        };
    }

    /** What holds for the rest of this request, its lines in the log included. */
    default void attachTo(HttpServletRequest request) {
        MDC.put("userId", idOf(owner()));
        request.setAttribute(Who.class.getName(), this);
    }
}
