package dev.carrel.server.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What a request shows in a place of its own, where its form of address has one: it is checked as any other. */
public record Credential(String text) {
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(Credential.class.getName(), this);
    }

    public static Optional<Credential> of(HttpServletRequest request) {
        return request.getAttribute(Credential.class.getName()) instanceof Credential credential
                ? Optional.of(credential)
                : Optional.empty();
    }
}
