package dev.carrel.server.account.person;

import dev.carrel.server.account.Given;
import java.util.UUID;

/** What was begun, and the code of the letter about it. */
public record Confirmation(String id, String code) {
    public Confirmation {
        Given.demand(id, "id");
        Given.demand(code, "code");
    }

    public UUID begun() {
        return Given.id(id).orElseThrow(Given::wrongCode);
    }
}
