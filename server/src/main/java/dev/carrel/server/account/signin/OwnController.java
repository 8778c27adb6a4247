package dev.carrel.server.account.signin;

import dev.carrel.server.account.Age;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.person.People;
import dev.carrel.server.account.person.Proof;
import dev.carrel.server.account.school.Pupils;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody says of themselves: how they want to be called, and how old they are. */
@RestController
class OwnController {
    /** Children grow older; an age that changes back and forth is none. */
    private static final Duration STAYS = Duration.ofDays(30);

    private final People people;
    private final Age.Slips slips;
    private final Proof proof;
    private final Letters letters;
    private final Audit audit;

    OwnController(People people, Age.Slips slips, Proof proof, Letters letters, Audit audit) {
        this.people = people;
        this.slips = slips;
        this.proof = proof;
        this.letters = letters;
        this.audit = audit;
    }

    /** @param name null for none */
    record CalledWish(@Nullable String name) {}

    /**
     * @param age what the answer to the question of age said
     * @param password of the account, where it has one
     */
    record AgeAnew(String age, @Nullable String password) {
        AgeAnew {
            Given.demand(age, "age");
        }
    }

    private People.Account account(Who.Person who) {
        return people.find(who.id())
                .orElseThrow(() -> new RefusalException(new Refusal.NotSignedIn("This account is gone.")));
    }

    private static void demandNoPupil(People.Account account) {
        if (account.isPupil()) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "Your teacher says what you are called and how old your class is.", "pupil"));
        }
    }

    @PostMapping(path = "/auth/me/name", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void call(@RequestBody CalledWish sent, HttpServletRequest request) {
        People.Account account = account(Who.personOf(request));
        demandNoPupil(account);
        people.call(account.id(), Optional.ofNullable(sent.name).map(Pupils::name));
    }

    /** The same question as ever, answered anew: by whoever was never asked, or has grown older. */
    @PostMapping(path = "/auth/me/age", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@RequestBody AgeAnew sent, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        Network from = Network.of(request.getRemoteAddr());
        Age age = slips.read(sent.age).orElseThrow(Age.Slips::wrong);
        People.Account account = account(who);
        demandNoPupil(account);
        proof.demand(who, account, sent.password, from);
        if (account.band() == age.band()) {
            return;
        }
        if (account.band() != null && audit.has(Audit.What.AGE_ANSWERED, who.id(), STAYS)) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "You answered this within the last 30 days; it stays for so long.", "age-stays"));
        }
        if (age.guardian()) {
            throw Age.guardianFirst();
        }
        people.setBand(who.id(), age.band());
        Optional.ofNullable(account.email()).map(Email::new).ifPresent(letters::ageWasChanged);
        audit.note(
                Audit.What.AGE_ANSWERED, Optional.of(who.id()), from, age.band().wire());
    }
}
