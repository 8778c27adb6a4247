package dev.carrel.server.account.going;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.credential.Cookies;
import dev.carrel.server.account.person.Classes;
import dev.carrel.server.account.person.People;
import dev.carrel.server.account.person.Proof;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Having all that is one's own, and going. */
@RestController
class GoingController {
    private final People people;
    private final Classes classes;
    private final Proof proof;
    private final Farewell farewell;
    private final Export export;
    private final Cookies cookies;
    private final Audit audit;

    GoingController(
            People people,
            Classes classes,
            Proof proof,
            Farewell farewell,
            Export export,
            Cookies cookies,
            Audit audit) {
        this.people = people;
        this.classes = classes;
        this.proof = proof;
        this.farewell = farewell;
        this.export = export;
        this.cookies = cookies;
        this.audit = audit;
    }

    /** @param password of whoever wants to go, where they have one */
    record Going(@Nullable String password) {}

    /** @param gone when nothing is left; a sign-in before that undoes it */
    record Gone(String gone) {}

    @GetMapping("/auth/me/export")
    void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Who.Person who = Who.personOf(request);
        audit.note(Audit.What.EXPORTED, who.id(), Network.of(request.getRemoteAddr()));
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"carrel.zip\"");
        export.write(who.id(), response.getOutputStream());
    }

    @PostMapping(path = "/auth/me/delete", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Gone delete(@RequestBody Going sent, HttpServletRequest request, HttpServletResponse response) {
        Who.Person who = Who.personOf(request);
        Network from = Network.of(request.getRemoteAddr());
        People.Account account = people.find(who.id())
                .orElseThrow(() -> new RefusalException(new Refusal.NotSignedIn("This account is gone.")));
        proof.demand(who, account, sent.password, from);
        if (classes.of(who.id()).stream().anyMatch(at -> !at.isEnded())) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "classes",
                    "classes",
                    "You have classes, and their pupils have accounts.",
                    "End your classes first."));
        }
        Gone gone = new Gone(farewell.begin(who.id(), account.email(), from).toString());
        cookies.takeAway(request, response);
        return gone;
    }
}
