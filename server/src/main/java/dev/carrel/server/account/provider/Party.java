package dev.carrel.server.account.provider;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Attempts;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Page;
import dev.carrel.server.account.credential.Cookies;
import dev.carrel.server.account.oidc.Identity;
import dev.carrel.server.account.oidc.NotGenuine;
import dev.carrel.server.account.oidc.OpenId;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** This service as the providers know it: it sends browsers to them, and hears who came back. */
@Component
class Party {
    private static final Logger LOG = LoggerFactory.getLogger(Party.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final int ASKED = 1000;

    private final Map<String, OpenId> talks = new LinkedHashMap<>();
    private final Errands errands;
    private final Attempts attempts;
    private final Cookies cookies;
    private final Page page;

    Party(
            AccountConfig config,
            Errands errands,
            Attempts attempts,
            Cookies cookies,
            Page page,
            JsonMapper json,
            Clock clock) {
        config.providers().forEach(one -> talks.put(one.id(), new OpenId(one, json, clock)));
        this.errands = errands;
        this.attempts = attempts;
        this.cookies = cookies;
        this.page = page;
    }

    List<Provider> all() {
        return talks.values().stream().map(OpenId::provider).toList();
    }

    List<OpenId> talks() {
        return List.copyOf(talks.values());
    }

    OpenId find(String id) {
        return Optional.ofNullable(talks.get(id))
                .orElseThrow(() -> new RefusalException(new Refusal.NotFound("There is no such provider here.")));
    }

    /** @return where the browser goes, which has its cookie from now on */
    String send(OpenId talk, Optional<UUID> person, HttpServletRequest request, HttpServletResponse response) {
        Network from = Network.of(request.getRemoteAddr());
        attempts.take(
                new Attempts.Bound("errand from " + from.counted(), ASKED, HOUR),
                "Many have gone to sign in from your network; try again later.");
        String back = page.origin(request) + ProviderController.BACK;
        Errands.Begun begun = errands.begin(talk.provider(), back, person);
        try {
            String address = talk.ask(begun.question()).toString();
            cookies.giveErrand(begun.browser(), Errands.GOOD, request, response);
            return address;
        } catch (NotGenuine e) {
            throw unusable(talk.provider(), e);
        }
    }

    private static RefusalException unusable(Provider provider, NotGenuine why) {
        LOG.error("the provider {} cannot be used: {}", provider, why.getMessage());
        return new RefusalException(new Refusal.Away("sign-in provider", LATER));
    }

    /** Who came back, and by whose word. */
    record Heard(Provider provider, Identity identity) {}

    /** @param person whose errand it must be */
    Heard hear(
            ProviderController.Return sent,
            Optional<UUID> person,
            HttpServletRequest request,
            HttpServletResponse response) {
        Errands.Errand errand = cookies.errand(request)
                .flatMap(browser -> errands.end(sent.state(), browser))
                .filter(one -> one.person().equals(person))
                .orElseThrow(Party::notOurs);
        cookies.takeErrand(request, response);
        OpenId talk = find(errand.provider());
        Provider provider = talk.provider();
        if (sent.iss() != null && !sent.iss().equals(provider.issuer().toString())) {
            throw notOurs();
        }
        try {
            return new Heard(provider, talk.redeem(sent.code(), errand.question()));
        } catch (NotGenuine e) {
            LOG.warn("nobody is signed in by the provider {}: {}", provider, e.getMessage());
            throw notOurs();
        }
    }

    private static RefusalException notOurs() {
        return new RefusalException(new Refusal.WrongRequest(
                "state",
                "sign-in-way",
                "This way back belongs to no sign-in that this browser began, or it took too long.",
                "Begin the sign-in anew."));
    }
}
