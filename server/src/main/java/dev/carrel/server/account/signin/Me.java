package dev.carrel.server.account.signin;

import dev.carrel.server.account.Band;
import dev.carrel.server.account.consent.Anew;
import dev.carrel.server.account.person.People;
import dev.carrel.server.platform.identity.PersonRole;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees of their own account.
 *
 * @param name in a class, or as somebody wants to be called
 * @param created as ISO 8601 writes it
 * @param askedAnew whose consent is asked for anew, where somebody consents for them
 * @param hasPassword false for whoever signs in in other ways only
 * @param toAccept papers that hold and have not been accepted
 */
public record Me(
        String id,
        @Nullable String email,
        @Nullable String name,
        PersonRole role,
        @Nullable Band band,
        String created,
        List<String> toAccept,
        @Nullable AskedAnew askedAnew,
        boolean hasPassword) {
    /** @param until how long the old consent counts */
    public record AskedAnew(Anew.Whom whom, String until) {
        private static AskedAnew of(Anew.Question question) {
            return new AskedAnew(question.whom(), question.until().toString());
        }
    }

    /** Of an account that was made just now. */
    public static Me of(People.Account account) {
        return of(account, List.of(), Optional.empty());
    }

    static Me of(People.Account account, List<String> toAccept, Optional<Anew.Question> asked) {
        return new Me(
                account.id().toString(),
                account.email(),
                account.name(),
                account.role(),
                account.band(),
                account.created().toString(),
                toAccept,
                asked.map(AskedAnew::of).orElse(null),
                account.password() != null);
    }
}
