package dev.carrel.server.telemetry;

import dev.carrel.server.database.ModuleSchema;
import dev.carrel.server.platform.identity.Register;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hears what happens on the page, and whether it may be kept of whom. */
@RestController
class TelemetryController {
    private static final int MOST = 100;

    private final Figures figures;
    private final Diary diary;
    private final Register register;
    private final TelemetryConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    TelemetryController(
            Figures figures,
            Diary diary,
            Register register,
            TelemetryConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.figures = figures;
        this.diary = diary;
        this.register = register;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tables {
        @Bean
        static ModuleSchema telemetrySchema() {
            return new ModuleSchema("telemetry");
        }
    }

    private static RefusalException refused(String field, String rule, String sentence, String remedy) {
        return new RefusalException(new Refusal.WrongRequest(field, rule, sentence, remedy));
    }

    private static void demand(@Nullable Object value, String field) {
        if (Objects.isNull(value)) {
            throw refused(field, "missing", "\"" + field + "\" is missing.", "Send it with everything else.");
        }
    }

    /** One thing that happened. */
    record TelemetryEvent(
            String event,
            String timestamp,
            @Nullable String userId,
            @Nullable String lessonId,
            @Nullable Map<String, String> properties) {
        TelemetryEvent {
            demand(event, "event");
            demand(timestamp, "timestamp");
        }
    }

    /** What has happened since the last time. */
    record TelemetryBatch(List<TelemetryEvent> events) {
        TelemetryBatch {
            demand(events, "events");
            if (events.isEmpty() || events.size() > MOST) {
                throw refused(
                        "events",
                        "number-of-events",
                        "These are " + events.size() + " events.",
                        "Send 1 to " + MOST + " at a time.");
            }
            events = List.copyOf(events);
        }
    }

    /**
     * Whether what somebody does may be kept with their name.
     *
     * @param wording of what they agreed to; the page sends the version that it has shown
     */
    record TelemetryConsentWish(Boolean given, @Nullable String wording) {
        TelemetryConsentWish {
            demand(given, "given");
        }
    }

    /**
     * @param possible false for minors, who are never asked, and where this is switched off
     * @param since as ISO 8601 writes it
     */
    record ShownConsent(
            boolean given,
            boolean possible,
            String wording,
            @Nullable String since) {}

    @PostMapping(path = "/telemetry", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hear(@RequestBody TelemetryBatch batch, HttpServletRequest request) {
        Who who = Who.of(request);
        Instant now = clock.instant();
        List<Happened> all = new ArrayList<>();
        for (TelemetryEvent sent : batch.events) {
            all.add(read("events[" + all.size() + "]", sent, who, now));
        }
        if (config.counts()) {
            figures.count(who, all, now.atZone(ZoneOffset.UTC).toLocalDate());
            all.forEach(one -> counter(one.event()).increment());
        }
        if (who instanceof Who.Person person && isPossible(person.id())) {
            diary.write(person.id(), all);
        }
    }

    private Counter counter(Event event) {
        return Counter.builder("carrel.telemetry.events")
                .description("What happened on pages, as they told it")
                .tag("event", event.wire())
                .register(meters);
    }

    private static Happened read(String where, TelemetryEvent sent, Who who, Instant now) {
        if (sent.userId != null
                && !(who instanceof Who.Person person && person.id().toString().equals(sent.userId))) {
            throw refused(
                    where + ".userId",
                    "user",
                    "This is another than who sent it.",
                    "Leave it out: who it was follows from who is signed in.");
        }
        Map<String, String> properties = sent.properties == null ? Map.of() : sent.properties;
        return Happened.read(where, sent.event, sent.timestamp, sent.lessonId, properties, now);
    }

    /** Of minors nothing is kept by name, whatever anybody says. */
    private boolean isPossible(UUID person) {
        return config.keeps() && register.isAdult(person);
    }

    @GetMapping("/telemetry/consent")
    ShownConsent consent(HttpServletRequest request) {
        UUID person = Who.personOf(request).id();
        boolean possible = isPossible(person);
        Optional<Diary.Consent> consent = diary.consent(person).filter(one -> possible && one.holds());
        return new ShownConsent(
                consent.isPresent(),
                possible,
                Diary.WORDING,
                consent.map(one -> one.given().toString()).orElse(null));
    }

    @PutMapping(path = "/telemetry/consent", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@RequestBody TelemetryConsentWish wish, HttpServletRequest request) {
        UUID person = Who.personOf(request).id();
        if (!wish.given) {
            diary.withdraw(person);
            return;
        }
        if (!isPossible(person)) {
            throw refused(
                    "given", "not-possible", "Nothing is kept with your name here.", "There is nothing to agree to.");
        }
        if (!Diary.WORDING.equals(wish.wording)) {
            throw refused(
                    "wording",
                    "wording",
                    "What is agreed to has the version " + Diary.WORDING + ".",
                    "Show it as it is now, and send its version.");
        }
        diary.agree(person);
    }
}
