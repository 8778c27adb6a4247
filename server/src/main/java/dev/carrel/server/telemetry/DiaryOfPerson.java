package dev.carrel.server.telemetry;

import dev.carrel.server.platform.identity.Belongings;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What somebody did on the page and agreed to be kept, with that consent. */
@Component
class DiaryOfPerson implements Belongings {
    private final Diary diary;
    private final JsonMapper json;

    DiaryOfPerson(Diary diary, JsonMapper json) {
        this.diary = diary;
        this.json = json;
    }

    @Override
    public String name() {
        return "telemetry";
    }

    @Override
    public void export(UUID person, Export into) throws IOException {
        Optional<Diary.Consent> consent = diary.consent(person);
        if (consent.isPresent()) {
            Map<String, String> told = new LinkedHashMap<>();
            told.put("wording", consent.get().wording());
            told.put("given", consent.get().given().toString());
            consent.get().withdrawn().ifPresent(at -> told.put("withdrawn", at.toString()));
            into.add("consent.json", json.writeValueAsBytes(told));
            into.add("events.json", json.writeValueAsBytes(diary.entries(person)));
        }
    }

    @Override
    public boolean erase(UUID person) {
        diary.erase(person);
        return true;
    }

    @Override
    public long unusedSince(UUID person, Instant then) {
        return diary.countBefore(person, then);
    }

    @Override
    public void eraseUnusedSince(UUID person, Instant then) {
        diary.eraseBefore(person, then);
    }
}
