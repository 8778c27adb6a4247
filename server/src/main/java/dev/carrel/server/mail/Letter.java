package dev.carrel.server.mail;

/** A letter in plain text, to one address. */
public record Letter(String to, String subject, String text) {
    public Letter {
        if ((to + subject).chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("an address or a subject of more than one line");
        }
    }
}
