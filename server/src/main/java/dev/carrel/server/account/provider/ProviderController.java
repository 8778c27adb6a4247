package dev.carrel.server.account.provider;

import dev.carrel.server.account.Age;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Page;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.entry.Entry;
import dev.carrel.server.account.entry.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing in by a provider, which only our page does: it goes where it is told, comes back with a code at an address of
 * its own, and hands in what it was given.
 */
@RestController
class ProviderController {
    /** Where the page takes those who come back. */
    static final String BACK = "/sign-in/return";

    private final Party party;
    private final ProviderSignIn signIn;
    private final Age.Slips slips;
    private final Entry entry;
    private final Page page;

    ProviderController(Party party, ProviderSignIn signIn, Age.Slips slips, Entry entry, Page page) {
        this.party = party;
        this.signIn = signIn;
        this.slips = slips;
        this.entry = entry;
        this.page = page;
    }

    /** A button. */
    record ShownProvider(String id, String name) {}

    record ShownProviders(List<ShownProvider> providers) {}

    /** Where the browser is to go. */
    record Way(String address) {}

    /**
     * What a provider sent back along with the browser.
     *
     * @param iss which provider that is, where it says so
     */
    record Return(String state, String code, @Nullable String iss) {
        Return {
            Given.demand(state, "state");
            Given.demand(code, "code");
        }

        @Override
        public String toString() {
            return "a return";
        }
    }

    /** What a stranger is asked before there is an account. */
    record ArrivalAnswers(String arrival, @Nullable String age, Map<String, String> accepted) {
        ArrivalAnswers {
            Given.demand(arrival, "arrival");
            Given.demand(accepted, "accepted");
            accepted = Map.copyOf(accepted);
        }
    }

    @GetMapping("/auth/providers")
    ShownProviders providers() {
        return new ShownProviders(party.all().stream()
                .map(one -> new ShownProvider(one.id(), one.name()))
                .toList());
    }

    @PostMapping("/auth/providers/{provider}/begin")
    Way begin(@PathVariable("provider") String provider, HttpServletRequest request, HttpServletResponse response) {
        page.demand(request);
        return new Way(party.send(party.find(provider), Optional.empty(), request, response));
    }

    /** In with whom we know; the others learn what is asked of them first. */
    @PostMapping(path = "/auth/providers/return", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> comeBack(@RequestBody Return sent, HttpServletRequest request, HttpServletResponse response) {
        page.demand(request);
        Network from = Network.of(request.getRemoteAddr());
        Party.Heard heard = party.hear(sent, Optional.empty(), request, response);
        return switch (signIn.come(heard.provider(), heard.identity(), from)) {
            case ProviderSignIn.Comer.Known known ->
                ResponseEntity.ok(entry.enter(known.person(), Optional.of(heard.identity()), true, request, response));
            case ProviderSignIn.Comer.Stranger stranger ->
                ResponseEntity.accepted().body(Arrived.of(heard.provider(), stranger));
        };
    }

    @PostMapping(path = "/auth/providers/arrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    SignedIn arrive(@RequestBody ArrivalAnswers sent, HttpServletRequest request, HttpServletResponse response) {
        page.demand(request);
        Optional<Age> age =
                Optional.ofNullable(sent.age).map(slip -> slips.read(slip).orElseThrow(Age.Slips::wrong));
        ProviderSignIn.Entered entered =
                signIn.arrive(new Secret(sent.arrival), age, sent.accepted, Network.of(request.getRemoteAddr()));
        return entry.enter(entered.person(), Optional.of(entered.identity()), true, request, response);
    }
}
