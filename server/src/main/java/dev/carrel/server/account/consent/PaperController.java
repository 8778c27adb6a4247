package dev.carrel.server.account.consent;

import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Terms and privacy notice: read by everybody, accepted by whoever has an account. */
@RestController
class PaperController {
    private final Papers papers;
    private final Anew anew;
    private final Guardians guardians;
    private final Audit audit;

    PaperController(Papers papers, Anew anew, Guardians guardians, Audit audit) {
        this.papers = papers;
        this.anew = anew;
        this.guardians = guardians;
        this.audit = audit;
    }

    /** The version of each paper that holds today. */
    record Versions(Map<String, String> versions) {}

    /**
     * What somebody agrees to: the version of each paper that they were shown.
     *
     * @param guardianCode of the letter to a guardian, where one must consent anew
     */
    record Acceptance(
            Map<String, String> accepted, @Nullable String guardianCode) {
        Acceptance {
            Given.demand(accepted, "accepted");
            accepted = Map.copyOf(accepted);
        }
    }

    @GetMapping("/papers")
    Versions versions() {
        return new Versions(papers.versions());
    }

    @GetMapping("/papers/{name}")
    Papers.Paper paper(
            @PathVariable("name") String name,
            @RequestParam(name = "language", required = false) @Nullable String language) {
        return papers.find(name, language)
                .orElseThrow(() -> new RefusalException(
                        new Refusal.NotFound("There is no such paper, or not in this language; see /papers.")));
    }

    @PostMapping(path = "/auth/accept", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@RequestBody Acceptance sent, HttpServletRequest request) {
        Who.Person who = Who.personOf(request);
        Network from = Network.of(request.getRemoteAddr());
        papers.demand(sent.accepted);
        if (anew.of(who.id()).isPresent()) {
            guardians.answer(who.id(), code(sent), from);
            return;
        }
        papers.accept(who.id(), sent.accepted);
        audit.note(Audit.What.PAPERS_ACCEPTED, who.id(), from);
    }

    private static String code(Acceptance sent) {
        if (sent.guardianCode == null) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "Your guardian or your school must agree: a guardian has a code for it by letter.",
                    "consent-first"));
        }
        return sent.guardianCode;
    }
}
