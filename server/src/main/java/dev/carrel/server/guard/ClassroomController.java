package dev.carrel.server.guard;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.identity.Company;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A teacher's word on what the pupils of a class may use while a lesson is on. */
@RestController
class ClassroomController {
    private static final int MOST_MINUTES = 600;

    private final Classrooms classrooms;
    private final Company company;
    private final Clock clock;

    ClassroomController(Classrooms classrooms, Company company, Clock clock) {
        this.classrooms = classrooms;
        this.company = company;
        this.clock = clock;
    }

    /** How long the lesson is from now on; 0 ends it. */
    record LessonWish(Integer minutes) {
        LessonWish {
            if (Objects.isNull(minutes) || minutes < 0 || minutes > MOST_MINUTES) {
                throw new Refused(
                        Rule.ARGUMENT,
                        "minutes",
                        "A lesson lasts up to " + MOST_MINUTES + " minutes.",
                        "Send {\"minutes\": 90}; 0 ends it.");
            }
        }
    }

    /** @param until when it is over; null while none is on */
    record Lesson(@Nullable String until) {}

    @GetMapping("/auth/classes/{id}/lesson")
    Lesson lesson(@PathVariable("id") String id, HttpServletRequest request) {
        return shown(classOf(Who.personOf(request), id));
    }

    @PutMapping(path = "/auth/classes/{id}/lesson", consumes = MediaType.APPLICATION_JSON_VALUE)
    Lesson last(@PathVariable("id") String id, @RequestBody LessonWish sent, HttpServletRequest request) {
        Who.Person teacher = Who.personOf(request);
        UUID schoolClass = classOf(teacher, id);
        Instant ends = clock.instant().plus(Duration.ofMinutes(sent.minutes));
        classrooms.lastUntil(schoolClass, ends, teacher.id());
        return shown(schoolClass);
    }

    private Lesson shown(UUID schoolClass) {
        return new Lesson(classrooms.ends(schoolClass).map(Instant::toString).orElse(null));
    }

    private UUID classOf(Who.Person teacher, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (company.isIn(id, teacher.id())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // no id at all is one that nobody has
        }
        throw new RefusalException(new Refusal.NotFound("You have no such class."));
    }
}
