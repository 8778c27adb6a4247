package dev.carrel.server.run;

import dev.carrel.server.platform.identity.Company;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may see a run, and end it: who sent it, whoever teaches them, and admins. To everybody else it is as unknown as
 * one that there never was. A run of somebody without an account is for whoever has its id.
 */
@Component
class Readers {
    private final InHand inHand;
    private final Records records;
    private final Company company;

    Readers(InHand inHand, Records records, Company company) {
        this.inHand = inHand;
        this.records = records;
        this.company = company;
    }

    /** @throws RefusalException when there is no such run for them */
    void demand(RunId id, Who who) {
        String owner = inHand.find(id)
                .map(Known::owner)
                .or(() -> records.find(id).map(Stored::owner))
                .orElseThrow(RunController::unknown);
        demand(owner, who);
    }

    void demand(String owner, Who who) {
        String person = Who.idOf(owner);
        boolean may = person.isEmpty()
                || switch (who) {
                    case Who.Anonymous _ -> false;
                    case Who.Person reader ->
                        reader.owner().equals(owner)
                                || reader.role() == PersonRole.ADMIN
                                || (reader.role() == PersonRole.TEACHER
                                        && company.teaches(reader.id(), UUID.fromString(person)));
                };
        if (!may) {
            throw RunController.unknown();
        }
    }
}
