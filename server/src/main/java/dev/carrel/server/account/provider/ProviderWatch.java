package dev.carrel.server.account.provider;

import dev.carrel.server.account.oidc.NotGenuine;
import dev.carrel.server.account.oidc.OpenId;
import dev.carrel.server.account.person.Pool;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.platform.health.Remembered;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whether those answer whose word on who somebody is counts here; without them all other ways in go on. */
@Component
class ProviderWatch implements Dependency {
    /** They are others' servers: nobody asks them more often, however often the health is asked for. */
    private static final Duration OLD = Duration.ofSeconds(30);

    private final List<OpenId> talks;
    private final String kind;
    private final Remembered state;

    ProviderWatch(Party party, Pool pool) {
        this.talks = Stream.concat(party.talks().stream(), pool.talk().stream()).toList();
        this.kind = kind(party, pool);
        this.state = new Remembered(
                new State(true, kind, talks.isEmpty() ? "None is set." : "Whether they answer is not known yet."),
                this::found,
                OLD);
    }

    private static String kind(Party party, Pool pool) {
        String oidc = party.talks().isEmpty() ? "" : "oidc ";
        String cognito = pool.isThere() ? "cognito" : "";
        String both = (oidc + cognito).strip();
        return both.isEmpty() ? "none" : both;
    }

    @Override
    public String name() {
        return "sign-in";
    }

    @Override
    public boolean isVital() {
        return false;
    }

    @Override
    public State state() {
        return state.state();
    }

    private State found() {
        String away = talks.stream()
                .filter(talk -> !answers(talk))
                .map(talk -> talk.provider().id())
                .collect(Collectors.joining(", "));
        if (away.isEmpty()) {
            return new State(true, kind, talks.isEmpty() ? "None is set." : "All answer.");
        }
        return new State(false, kind, "These do not answer: " + away + ".");
    }

    private static boolean answers(OpenId talk) {
        try {
            talk.knock();
            return true;
        } catch (NotGenuine | RefusalException e) {
            return false;
        }
    }
}
