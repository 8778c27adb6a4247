package dev.carrel.server.account.entry;

import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What opens an account: nobody takes away the last of it. */
@Component
public class WaysIn {
    private final Logins logins;
    private final Passkeys passkeys;

    WaysIn(Logins logins, Passkeys passkeys) {
        this.logins = logins;
        this.passkeys = passkeys;
    }

    public void demandBesides(People.Account account, Provider provider) {
        demand(account, 0, Optional.of(provider));
    }

    public void demandBesidesPasskey(People.Account account) {
        demand(account, 1, Optional.empty());
    }

    private void demand(People.Account account, int passkeysLess, Optional<Provider> without) {
        boolean another = account.password() != null
                || passkeys.of(account.id()).size() > passkeysLess
                || logins.of(account.id()).stream()
                        .anyMatch(one -> without.isEmpty()
                                || !one.provider().equals(without.get().id()));
        if (!another) {
            throw new RefusalException(new Refusal.NotAllowed(
                    "Nothing else opens this account: choose a password first, by \"I forgot my password\".",
                    "last-way-in"));
        }
    }
}
