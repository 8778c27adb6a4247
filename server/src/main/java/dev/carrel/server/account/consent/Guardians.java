package dev.carrel.server.account.consent;

import dev.carrel.server.account.Attempts;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Keyring;
import dev.carrel.server.account.Letters;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.person.Pending;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Guardians, asked anew by a letter when other papers hold, once a week until they answer with the code in it. */
@Component
class Guardians {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int TRIES = 10;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Papers papers;
    private final Consents consents;
    private final Anew anew;
    private final Letters letters;
    private final Attempts attempts;
    private final Keyring keys;
    private final Audit audit;
    private final Clock clock;

    Guardians(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Papers papers,
            Consents consents,
            Anew anew,
            Letters letters,
            Attempts attempts,
            Keyring keys,
            Audit audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.papers = papers;
        this.consents = consents;
        this.anew = anew;
        this.letters = letters;
        this.attempts = attempts;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    private record Guarded(UUID child, Email guardian) {}

    void ask() {
        if (letters.goOut()) {
            due().stream()
                    .filter(one -> anew.of(one.child).isPresent())
                    .forEach(one -> transactions.executeWithoutResult(_ -> ask(one)));
        }
    }

    private List<Guarded> due() {
        return jdbc.sql("""
                        select p.id, p.email from account.person p
                        where p.email is not null and p.class is null and p.going is null
                        and exists (select from account.consent where person = p.id and kind = 'guardian')
                        and not exists (select from account.guardian_letter
                            where person = p.id and versions = :versions and sent > :since)""")
                .param("versions", papers.versions().toString())
                .param("since", Timestamp.from(clock.instant().minus(WEEK)))
                .query((found, _) ->
                        new Guarded(found.getObject("id", UUID.class), new Email(found.getString("email"))))
                .list();
    }

    /** Of several processes that look at once, one writes. */
    private void ask(Guarded one) {
        String code = Pending.code();
        Instant now = clock.instant();
        int asked = jdbc.sql("""
                        insert into account.guardian_letter as l (person, versions, code, first, sent)
                        values (:person, :versions, :code, :now, :now)
                        on conflict (person) do update set versions = excluded.versions, code = excluded.code, sent = excluded.sent,
                            first = case when l.versions = excluded.versions then l.first else excluded.first end
                        where l.versions <> excluded.versions or l.sent <= :since""")
                .param("person", one.child)
                .param("versions", papers.versions().toString())
                .param("code", sign(one.child, code))
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(WEEK)))
                .update();
        if (asked == 1) {
            letters.askGuardianAnew(one.guardian, code, Anew.TIME);
            audit.note(Audit.What.GUARDIAN_ASKED, one.child, Network.CONSOLE);
        }
    }

    private byte[] sign(UUID child, String code) {
        return keys.sign(Keyring.Use.CODE, "guardian of " + child + " " + papers.versions() + " " + code);
    }

    /** @param code of the letter, in whatever way it was written */
    void answer(UUID child, String code, Network from) {
        attempts.take(
                new Attempts.Bound("guardian of " + child, TRIES, DAY), "Too many wrong codes; try again tomorrow.");
        transactions.executeWithoutResult(_ -> {
            boolean right = jdbc.sql("select code from account.guardian_letter where person = :child for update")
                    .param("child", child)
                    .query((found, _) -> found.getBytes("code"))
                    .optional()
                    .filter(kept -> MessageDigest.isEqual(kept, sign(child, Pending.bare(code))))
                    .isPresent();
            if (!right) {
                throw Given.wrongCode();
            }
            jdbc.sql("delete from account.guardian_letter where person = :child")
                    .param("child", child)
                    .update();
            papers.accept(child, papers.versions());
            consents.ofGuardian(child);
            audit.note(Audit.What.GUARDIAN_CONSENTED, child, from);
        });
        anew.answered();
    }
}
