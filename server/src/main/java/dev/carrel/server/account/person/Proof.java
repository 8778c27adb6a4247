package dev.carrel.server.account.person;

import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * That somebody signed in is there themselves, for what cannot be undone: by their password, or, where they have none,
 * by having signed in a moment ago.
 */
@Component
public class Proof {
    private static final Duration A_MOMENT = Duration.ofMinutes(15);

    private final SignIn signIn;
    private final Sessions sessions;

    Proof(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    public void demand(Who.Person who, People.Account account, @Nullable String password, Network from) {
        if (account.password() != null) {
            Given.demand(password, "password");
            signIn.demand(account, String.valueOf(password), from);
        } else if (who.session().isEmpty() || !sessions.isYounger(who.session().get(), A_MOMENT)) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "This takes a sign-in of the last 15 minutes: sign in anew.", "sign-in-anew"));
        }
    }
}
