package dev.carrel.server.account.school;

import dev.carrel.server.account.Attempts;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Band;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.consent.Schools;
import dev.carrel.server.account.going.Farewell;
import dev.carrel.server.account.person.Classes;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What teachers do with their classes, and how pupils come in. Another's class does not exist. */
@Component
class ClassRoom {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int JOINS = 400;

    private final Classes classes;
    private final Schools schools;
    private final Pupils pupils;
    private final Farewell farewell;
    private final Attempts attempts;
    private final Audit audit;
    private final Clock clock;

    ClassRoom(
            Classes classes,
            Schools schools,
            Pupils pupils,
            Farewell farewell,
            Attempts attempts,
            Audit audit,
            Clock clock) {
        this.classes = classes;
        this.schools = schools;
        this.pupils = pupils;
        this.farewell = farewell;
        this.attempts = attempts;
        this.audit = audit;
        this.clock = clock;
    }

    Classes.SchoolClass make(Who.Person teacher, String name, Band band, Duration open, Network from) {
        Classes.SchoolClass made = classes.make(
                        teacher.id(), name, band, clock.instant().plus(open), schools.privacy())
                .orElseThrow(() -> new RefusalException(new Refusal.WrongRequest(
                        "classes", "classes", "You have as many classes as one may have.", "End one that is over.")));
        note(Audit.What.CLASS_MADE, teacher.id(), from, made.id());
        return made;
    }

    private void note(Audit.What what, UUID person, Network from, UUID about) {
        audit.note(what, Optional.of(person), from, about.toString());
    }

    List<Classes.SchoolClass> of(Who.Person teacher) {
        return classes.of(teacher.id());
    }

    Classes.SchoolClass find(Who.Person teacher, String id) {
        return Given.id(id)
                .flatMap(known -> classes.find(teacher.id(), known))
                .orElseThrow(unknown("You have no such class."));
    }

    private static Supplier<RefusalException> unknown(String sentence) {
        return () -> new RefusalException(new Refusal.NotFound(sentence));
    }

    private Pupils.Pupil find(Classes.SchoolClass at, String id) {
        return Given.id(id)
                .flatMap(known -> pupils.find(at, known))
                .orElseThrow(unknown("The class has no such pupil."));
    }

    List<Pupils.Pupil> pupils(Classes.SchoolClass at) {
        return pupils.of(at);
    }

    void open(Who.Person teacher, String id, Duration time) {
        classes.joinUntil(find(teacher, id).id(), clock.instant().plus(time));
    }

    List<Pupils.Made> add(Who.Person teacher, String id, List<String> names, PupilPassword.Kind kind, Network from) {
        Classes.SchoolClass at = find(teacher, id);
        demandConsent(at);
        List<Pupils.Made> made = names.stream().map(Pupils::name).toList().stream()
                .map(name -> pupils.make(at, name, kind))
                .toList();
        made.forEach(pupil -> note(Audit.What.PUPIL_MADE, pupil.id(), from, at.id()));
        return made;
    }

    /** Whoever comes new comes by a consent to what holds now. */
    private void demandConsent(Classes.SchoolClass at) {
        if (schools.until(at).isPresent()) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "Nobody new comes in before the school has agreed to the new privacy notice: its teacher says so on the page of the class.",
                    "school-first"));
        }
    }

    Optional<Instant> askedUntil(Classes.SchoolClass at) {
        return schools.until(at);
    }

    void consent(Who.Person teacher, String id, Network from) {
        Classes.SchoolClass at = find(teacher, id);
        schools.consent(at);
        note(Audit.What.SCHOOL_CONSENTED, teacher.id(), from, at.id());
    }

    Pupils.Made another(Who.Person teacher, String id, String pupil, PupilPassword.Kind kind, Network from) {
        Pupils.Made made = pupils.another(find(find(teacher, id), pupil), kind);
        note(Audit.What.PASSWORD_CHANGED, made.id(), from, teacher.id());
        return made;
    }

    /** The pupil is gone after the time of grace; another password keeps them. */
    void remove(Who.Person teacher, String id, String pupil, Network from) {
        farewell.begin(find(find(teacher, id), pupil).id(), null, from);
    }

    /** So are all of them, and the class with the last. */
    void end(Who.Person teacher, String id, Network from) {
        Classes.SchoolClass at = find(teacher, id);
        classes.joinUntil(at.id(), Instant.EPOCH);
        pupils.of(at).forEach(pupil -> farewell.begin(pupil.id(), null, from));
        note(Audit.What.CLASS_ENDED, teacher.id(), from, at.id());
    }

    Pupils.Made join(String code, String written, PupilPassword.Kind kind, Network from) {
        attempts.take(
                new Attempts.Bound("join from " + from.counted(), JOINS, HOUR), "Too many tries; ask your teacher.");
        String name = Pupils.name(written);
        Classes.SchoolClass at = classes.find(code)
                .filter(classes::isOpen)
                .orElseThrow(() -> new RefusalException(new Refusal.WrongRequest(
                        "classCode",
                        "class-code",
                        "No class takes pupils with this code at the moment.",
                        "Look at it again, or ask your teacher.")));
        demandConsent(at);
        Pupils.Made made = pupils.make(at, name, kind);
        note(Audit.What.PUPIL_MADE, made.id(), from, at.id());
        return made;
    }
}
