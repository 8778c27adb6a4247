package dev.carrel.server.account.consent;

import org.springframework.stereotype.Component;

/** Asks, whenever it is looked at, whoever consented for children to papers that hold no more. */
@Component
public class Asking {
    private final Guardians guardians;
    private final Schools schools;

    Asking(Guardians guardians, Schools schools) {
        this.guardians = guardians;
        this.schools = schools;
    }

    public void tend() {
        guardians.ask();
        schools.ask();
    }
}
