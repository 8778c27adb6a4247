package dev.carrel.server.flag;

import dev.carrel.server.platform.identity.Belongings;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which flags list somebody, and which an admin has changed; what was noted of changes stays, as a number of nobody's.
 */
@Component
class FlagsOfPerson implements Belongings {
    private final FlagTable table;
    private final Switchboard switchboard;
    private final JsonMapper json;

    FlagsOfPerson(FlagTable table, Switchboard switchboard, JsonMapper json) {
        this.table = table;
        this.switchboard = switchboard;
        this.json = json;
    }

    @Override
    public String name() {
        return "flags";
    }

    @Override
    public void export(UUID person, Export into) throws IOException {
        Map<String, Object> told = new LinkedHashMap<>();
        List<String> listed = table.all().stream()
                .map(FlagTable.Kept::flag)
                .filter(flag -> flag.userWhitelist().contains(person.toString()))
                .map(Flag::name)
                .toList();
        told.put("listed", listed);
        told.put(
                "changed",
                table.changesBy(person).stream()
                        .map(change -> change.at() + " " + change.flag() + " " + change.what())
                        .toList());
        into.add("flags.json", json.writeValueAsBytes(told));
    }

    @Override
    public boolean erase(UUID person) {
        switchboard.unlist(person);
        return true;
    }

    @Override
    public long unusedSince(UUID person, Instant then) {
        return 0;
    }

    @Override
    public void eraseUnusedSince(UUID person, Instant then) {
        // To be listed is nothing that anybody uses.
    }
}
