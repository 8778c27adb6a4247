package dev.carrel.server.guard;

import dev.carrel.server.platform.identity.Belongings;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which limits somebody was given by an admin; what they used of them is over within a day. */
@Component
class LimitsOfPerson implements Belongings {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    LimitsOfPerson(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public void export(UUID person, Export into) throws IOException {
        into.add(
                "tiers.json",
                json.writeValueAsBytes(
                        jdbc.sql("select made, tier, ends from guard.tier where person = :person order by made")
                                .param("person", person)
                                .query()
                                .listOfRows()));
    }

    @Override
    public boolean erase(UUID person) {
        jdbc.sql("delete from guard.tier where person = :person")
                .param("person", person)
                .update();
        jdbc.sql("delete from guard.classroom where by = :person")
                .param("person", person)
                .update();
        return true;
    }

    @Override
    public long unusedSince(UUID person, Instant then) {
        return 0;
    }

    @Override
    public void eraseUnusedSince(UUID person, Instant then) {
        // A limit is nothing that anybody uses.
    }
}
