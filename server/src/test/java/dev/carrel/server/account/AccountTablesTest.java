package dev.carrel.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.account.credential.SessionsAt;
import dev.carrel.server.account.going.Hour;
import dev.carrel.server.account.person.Pending;
import dev.carrel.server.account.person.PendingAt;
import dev.carrel.server.account.person.People;
import dev.carrel.server.database.TestDatabase;
import dev.carrel.server.platform.problem.RefusalException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What the tables of accounts hold together, also when many come at once. */
class AccountTablesTest {
    private static final Network FROM = Network.of("192.0.2.7");
    private static final AccountConfig CONFIG = new AccountConfig(
            AccountConfig.Registration.OPEN,
            List.of(),
            Optional.empty(),
            Duration.ofMinutes(15),
            Duration.ofDays(7),
            Duration.ofMinutes(15),
            10,
            Duration.ofMinutes(15),
            Duration.ofDays(14),
            Duration.ofDays(30),
            false,
            false);

    private static TestDatabase database;
    private static TestDatabase.Ports ports;
    private static Instant now = Instant.EPOCH;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        ports = database.ports("account");
        now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static Keyring keys() {
        return new Keyring("a key".getBytes(StandardCharsets.UTF_8));
    }

    private static Sessions sessions(Instant time) {
        return SessionsAt.of(ports.jdbc(), ports.transactions(), keys(), CONFIG, at(time));
    }

    private static UUID somebody(String name) {
        return new People(ports.jdbc(), at(now))
                .add(Email.of(name + "@example.org"), "none", Band.ADULT)
                .orElseThrow()
                .id();
    }

    private static <T> List<T> together(int n, Callable<T> work) throws Exception {
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                all.add(threads.submit(work));
            }
            for (Future<T> one : all) {
                answers.add(one.get());
            }
        }
        return answers;
    }

    @Test
    void refresh_token_is_good_for_one_of_many_and_that_ends_the_session() throws Exception {
        Sessions sessions = sessions(now);
        Sessions.Granted granted = sessions.begin(somebody("many"));
        List<Optional<Sessions.Granted>> answers = together(20, () -> sessions.refresh(granted.refresh(), FROM));
        List<Sessions.Granted> won = answers.stream().flatMap(Optional::stream).toList();
        assertEquals(1, won.size());
        assertTrue(sessions.refresh(won.getFirst().refresh(), FROM).isEmpty());
        assertEquals(
                "1",
                database.ask("select count(*) from account.audit where what = 'refresh-came-twice' and person = '"
                        + granted.person() + "'"));
    }

    @Test
    void session_ends_when_its_time_is_over_however_often_it_was_refreshed() {
        Sessions.Granted granted = sessions(now).begin(somebody("late"));
        Instant late = now.plus(Duration.ofDays(7)).minusSeconds(60);
        Sessions.Granted last = sessions(late).refresh(granted.refresh(), FROM).orElseThrow();
        assertEquals(60, last.accessFor().toSeconds());
        assertTrue(sessions(late.plusSeconds(61)).refresh(last.refresh(), FROM).isEmpty());
    }

    @Test
    void of_many_tries_at_once_no_more_get_through_than_may() throws Exception {
        Attempts attempts = new Attempts(ports.jdbc(), keys(), at(now));
        Attempts.Bound bound = new Attempts.Bound("many", 5, Duration.ofMinutes(15));
        List<Boolean> through = together(30, () -> {
            try {
                attempts.take(bound, "too often");
                return true;
            } catch (RefusalException e) {
                return false;
            }
        });
        long taken = through.stream().filter(one -> one).count();
        assertTrue(taken <= 5, taken + " got through");
        new Attempts(ports.jdbc(), keys(), at(now.plus(Duration.ofMinutes(16)))).take(bound, "too often");
    }

    @Test
    void what_was_noted_cannot_be_changed_or_taken_away() throws Exception {
        new Audit(ports.jdbc(), at(now)).note(Audit.What.SIGNED_OUT, UUID.randomUUID(), FROM);
        for (String change : List.of(
                "update account.audit set what = 'nothing'", "delete from account.audit", "truncate account.audit")) {
            assertThrows(
                    DataAccessException.class, () -> ports.jdbc().sql(change).update(), change);
        }
        assertEquals("192.0.2.0/24", database.ask("select network from account.audit where what = 'signed-out'"));
    }

    @Test
    void code_is_good_once_within_its_time_and_for_five_tries() {
        Pending pending = PendingAt.of(ports.jdbc(), keys(), CONFIG, at(now));
        Pending later = PendingAt.of(ports.jdbc(), keys(), CONFIG, at(now.plus(Duration.ofMinutes(16))));
        Pending.Wish wish =
                new Pending.Wish(Pending.What.RESET, Optional.empty(), Email.of("code@example.org"), Optional.empty());
        UUID once = pending.begin(wish, Optional.of("12345678"));
        assertTrue(later.fulfil(once, Pending.What.RESET, "12345678").isEmpty());
        assertTrue(pending.fulfil(once, Pending.What.MOVE, "12345678").isEmpty());
        assertTrue(pending.fulfil(once, Pending.What.RESET, " 1234 5678 ").isPresent());
        assertTrue(pending.fulfil(once, Pending.What.RESET, "12345678").isEmpty());
        UUID guessed = pending.begin(wish, Optional.of("12345678"));
        for (int i = 0; i < 5; i++) {
            assertTrue(
                    pending.fulfil(guessed, Pending.What.RESET, "0000000" + i).isEmpty());
        }
        assertTrue(pending.fulfil(guessed, Pending.What.RESET, "12345678").isEmpty());
        UUID none = pending.begin(wish, Optional.empty());
        assertTrue(pending.fulfil(none, Pending.What.RESET, "12345678").isEmpty());
    }

    @Test
    void what_is_over_is_forgotten() throws Exception {
        UUID person = somebody("over");
        sessions(now.minus(Duration.ofDays(40))).begin(person);
        sessions(now).begin(person);
        Pending.Wish wish =
                new Pending.Wish(Pending.What.RESET, Optional.of(person), Email.of("o@example.org"), Optional.empty());
        PendingAt.of(ports.jdbc(), keys(), CONFIG, at(now.minus(Duration.ofHours(1))))
                .begin(wish, Optional.empty());
        new Audit(ports.jdbc(), at(now.minus(Duration.ofDays(401)))).note(Audit.What.KEY_MADE, person, FROM);
        Hour.sweep(ports.jdbc(), at(now));
        String of = " where person = '" + person + "'";
        assertEquals("1", database.ask("select count(*) from account.session" + of));
        assertEquals("0", database.ask("select count(*) from account.pending" + of));
        assertEquals("0", database.ask("select count(*) from account.audit" + of));
    }

    @Test
    void network_is_as_much_of_an_address_as_counts() {
        assertEquals(new Network("192.0.2.7", "192.0.2.0/24"), FROM);
        assertEquals(
                Network.of("2001:db8:1:2:3:4:5:6").counted(),
                Network.of("2001:db8:1:2:ffff::").counted());
    }
}
