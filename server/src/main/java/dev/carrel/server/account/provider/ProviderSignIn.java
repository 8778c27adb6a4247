package dev.carrel.server.account.provider;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Age;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Band;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.consent.ConsentAges;
import dev.carrel.server.account.consent.Papers;
import dev.carrel.server.account.entry.Logins;
import dev.carrel.server.account.entry.WaysIn;
import dev.carrel.server.account.oidc.Identity;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the word of a provider does here. It never opens an account that somebody has here already: whoever controls an
 * address at some provider would take it over. Such an account is connected by its owner, once signed in. It makes a
 * new one only for an address of which the provider says that it is theirs.
 */
@Component
public class ProviderSignIn {
    private final People people;
    private final Logins logins;
    private final WaysIn ways;
    private final Arrivals arrivals;
    private final Papers papers;
    private final ConsentAges ages;
    private final Letters letters;
    private final Audit audit;
    private final AccountConfig config;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ProviderSignIn(
            People people,
            Logins logins,
            WaysIn ways,
            Arrivals arrivals,
            Papers papers,
            ConsentAges ages,
            Letters letters,
            Audit audit,
            AccountConfig config,
            TransactionTemplate transactions,
            Clock clock) {
        this.people = people;
        this.logins = logins;
        this.ways = ways;
        this.arrivals = arrivals;
        this.papers = papers;
        this.ages = ages;
        this.letters = letters;
        this.audit = audit;
        this.config = config;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Who stands at the door. */
    public sealed interface Comer {
        record Known(UUID person) implements Comer {}

        /** @param secret which they show when they have answered */
        record Stranger(Secret secret, Arrivals.Arrival arrival) implements Comer {}
    }

    public Comer come(Provider provider, Identity who, Network from) {
        Optional<Logins.Login> login = logins.find(who.issuer(), who.subject());
        if (login.isPresent()) {
            follow(login.get(), who, from);
            return new Comer.Known(login.get().person());
        }
        if (config.registration() == AccountConfig.Registration.CLOSED) {
            throw refused("Accounts are given out here: ask whoever runs this.", "given-out");
        }
        Email email = who.email()
                .map(Email::of)
                .orElseThrow(() -> refused(
                        provider.name() + " does not say that your e-mail address is yours: confirm it there.",
                        "unverified-email"));
        if (people.find(email).isPresent()) {
            throw refused(
                    "This address has an account here: sign in with it as ever, and connect it to " + provider.name()
                            + " in your account.",
                    "account-here");
        }
        Optional<Age> age = who.born()
                .map(born -> Band.age(born, clock))
                .map(years ->
                        new Age(Band.at(years), years < ages.of(who.country().orElse(null))));
        Arrivals.Arrival arrival = new Arrivals.Arrival(provider.id(), who, email, age);
        return new Comer.Stranger(arrivals.keep(arrival), arrival);
    }

    private static RefusalException refused(String sentence, String rule) {
        return new RefusalException(new Refusal.NotAllowed(sentence, rule));
    }

    /** What a provider made somebody it takes back; what was given here it does not. */
    private void follow(Logins.Login login, Identity who, Network from) {
        if (who.role().isEmpty() || who.role().equals(login.role())) {
            return;
        }
        PersonRole said = who.role().get();
        transactions.executeWithoutResult(_ -> {
            PersonRole now = people.find(login.person()).orElseThrow().role();
            logins.say(who, said);
            if (said.compareTo(now) > 0 || login.role().equals(Optional.of(now))) {
                people.setRole(login.person(), said);
                audit.note(
                        Audit.What.ROLE_GRANTED,
                        Optional.of(login.person()),
                        from,
                        said.wire() + " by " + login.provider());
            }
        });
    }

    /** @param answered their age, where the provider did not tell it */
    Entered arrive(Secret secret, Optional<Age> answered, Map<String, String> accepted, Network from) {
        Arrivals.Arrival arrival = arrivals.find(secret).orElseThrow(ProviderSignIn::tooLate);
        papers.demand(accepted);
        Age age = arrival.age()
                .or(() -> answered)
                .orElseThrow(() -> new RefusalException(new Refusal.WrongRequest(
                        "age", "age", "How old you are is not known yet.", "Ask at /auth/age.")));
        if (age.guardian()) {
            throw Age.guardianFirst();
        }
        UUID person = Objects.requireNonNull(transactions.execute(_ -> {
            if (!arrivals.take(secret)) {
                throw tooLate();
            }
            PersonRole role = arrival.identity().role().orElse(PersonRole.STUDENT);
            People.Account made = people.addByProvider(arrival.email(), role, age.band())
                    .filter(one -> logins.add(one.id(), arrival.provider(), arrival.identity()))
                    .orElseThrow(ProviderSignIn::tooLate);
            papers.accept(made.id(), accepted);
            audit.note(Audit.What.REGISTERED, Optional.of(made.id()), from, "by " + arrival.provider());
            return made.id();
        }));
        return new Entered(person, arrival.identity());
    }

    /** Whoever has an account now, and by whose word. */
    record Entered(UUID person, Identity identity) {}

    private static RefusalException tooLate() {
        return new RefusalException(new Refusal.WrongRequest(
                "arrival", "arrival", "This was answered already, or too late.", "Begin the sign-in anew."));
    }

    /** The owner, signed in, wants this provider to open the account as well. */
    void connect(UUID person, Provider provider, Identity who, Network from) {
        if (!logins.add(person, provider.id(), who)
                && !logins.find(who.issuer(), who.subject())
                        .map(Logins.Login::person)
                        .equals(Optional.of(person))) {
            throw refused("Who you are at " + provider.name() + " opens another account here.", "connected-elsewhere");
        }
        audit.note(Audit.What.LOGIN_CONNECTED, Optional.of(person), from, provider.id());
        people.find(person)
                .flatMap(account -> Optional.ofNullable(account.email()))
                .ifPresent(email -> letters.isConnected(new Email(email), provider.name()));
    }

    void disconnect(People.Account account, Provider provider, Network from) {
        ways.demandBesides(account, provider);
        if (!logins.remove(account.id(), provider)) {
            throw new RefusalException(new Refusal.NotFound("Your account is not connected to this."));
        }
        audit.note(Audit.What.LOGIN_REMOVED, Optional.of(account.id()), from, provider.id());
    }
}
