package dev.carrel.server.account;

import java.util.UUID;

/** What was begun, and the code of the letter about it. */
record Confirmation(String id, String code) {
    Confirmation {
        Given.demand(id, "id");
        Given.demand(code, "code");
    }

    UUID begun() {
        return Given.id(id).orElseThrow(Given::wrongCode);
    }
}
