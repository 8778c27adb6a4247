package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carrel.server.Crowd.Kind;
import dev.carrel.server.WholeService.Victim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of each process of the service at each moment of a run's life: what was promised ends once, with the right
 * result, and nothing is refused in other words than with a time to come back.
 *
 * <p>With CARREL_TEST_WHOLE (carrel test crash --whole) every process at every moment, amid a thousand runs; otherwise
 * the strikes that differ most.
 */
class CrashTest {
    private static final boolean WHOLE = System.getenv("CARREL_TEST_WHOLE") != null;
    private static final int RUNS = WHOLE ? 25 : 10;
    private static final int PEOPLE = 6;
    /** So many want to be called at the end, and hang on the call when the first strike comes. */
    private static final int CALLED = 4;

    private static final List<Kind> KINDS = List.of(Kind.values());

    /** The moment in the life of one run, amid others, at which it is struck. */
    private enum Moment {
        /** Some have their promise, others are about to. */
        ASKED(Kind.SLEEPING),
        QUEUED(Kind.QUICK),
        LEASED(Kind.SLEEPING),
        COMPILING(Kind.COMPILED),
        RUNNING(Kind.SLEEPING),
        PRINTING(Kind.PRINTING),
        /** Its last word is told, and its result about to be written. */
        ENDING(Kind.SLEEPING),
        ENDED(Kind.QUICK);

        private final Kind kind;

        Moment(Kind kind) {
            this.kind = kind;
        }

        private void await(Crowd crowd, String id) throws IOException, InterruptedException {
            switch (this) {
                case ASKED -> Thread.sleep(ThreadLocalRandom.current().nextInt(40));
                case QUEUED -> awaitState(crowd, id, "queued");
                case LEASED -> awaitState(crowd, id, "running");
                case COMPILING -> crowd.awaitEvent(id, "\"stage\":\"compile\"");
                case RUNNING -> crowd.awaitEvent(id, "here");
                case PRINTING -> crowd.awaitEvent(id, "10 25");
                case ENDING -> crowd.awaitEvent(id, "bye");
                case ENDED -> awaitState(crowd, id, "done");
            }
        }

        private static void awaitState(Crowd crowd, String id, String state) throws InterruptedException {
            for (int i = 0; i < 20_000 && !crowd.state(id).equals(state); i++) {
                Thread.sleep(1);
            }
        }
    }

    private record Strike(Victim victim, Moment moment) {
        @Override
        public String toString() {
            return victim + "-" + moment;
        }
    }

    private static List<Strike> strikes() {
        if (!WHOLE) {
            return List.of(
                    new Strike(Victim.SERVER, Moment.ASKED),
                    new Strike(Victim.BACKEND, Moment.ENDING),
                    new Strike(Victim.SLOT, Moment.COMPILING),
                    new Strike(Victim.POSTMASTER, Moment.LEASED),
                    new Strike(Victim.SERVER, Moment.PRINTING),
                    new Strike(Victim.BACKEND, Moment.ASKED),
                    new Strike(Victim.BOX, Moment.RUNNING));
        }
        List<Strike> all = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            for (Victim victim : Victim.values()) {
                all.add(new Strike(victim, moment));
            }
        }
        return all;
    }

    @Test
    void what_was_promised_ends_once_whatever_is_killed_whenever() throws Exception {
        try (WholeService service = new WholeService();
                Callees callees = new Callees();
                ExecutorService people =
                        Executors.newFixedThreadPool(PEOPLE, Thread.ofVirtual().factory())) {
            service.awaitReady();
            Crowd crowd = new Crowd(service.caller());
            callees.ask(service.caller(), CALLED);
            callees.awaitFirst();
            for (Strike strike : strikes()) {
                try {
                    strike(service, crowd, people, strike);
                } catch (ExecutionException | AssertionError e) {
                    service.log().forEach(System.out::println);
                    throw e;
                }
            }
            callees.awaitAll();
            crowd.assertNothingChanged();
            assertNamed(service.log());
            int all = crowd.promised() + CALLED;
            assertEquals(all, service.ask("select count(*) from run.run where state = 'done'"));
            assertEquals(all, service.ask("select count(*) from run.run"));
            assertEquals(crowd.promised(), service.ask("select count(distinct run) from run.promise"));
            assertEquals(all, service.ask("select count(distinct run) from run.transcript"));
        }
    }

    /** A slot that was killed is told by the runner, in a line that names run and request as all do. */
    private static void assertNamed(List<String> log) {
        List<JsonNode> failed = log.stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> Caller.JSON.readTree(line))
                .filter(line -> line.path("message").asString("").matches("run [0-9a-f]{32} failed"))
                .toList();
        assertFalse(failed.isEmpty(), "the killed slot has left no word");
        for (JsonNode line : failed) {
            assertEquals(
                    "run " + line.path("runId").asString() + " failed",
                    line.path("message").asString());
            assertFalse(line.path("requestId").asString("").isEmpty(), line.toString());
        }
    }

    private static void strike(WholeService service, Crowd crowd, ExecutorService people, Strike strike)
            throws IOException, InterruptedException, ExecutionException {
        int before = crowd.promised();
        List<Future<String>> asking = new ArrayList<>();
        String watched = watched(crowd, people, strike, asking);
        while (asking.size() < RUNS) {
            String key = strike + "-" + asking.size();
            Kind kind = KINDS.get(asking.size() % KINDS.size());
            asking.add(people.submit(() -> crowd.ask(kind, key)));
        }
        strike.moment.await(crowd, watched);
        service.kill(strike.victim);
        long struck = System.nanoTime();
        service.awaitReady();
        for (Future<String> one : asking) {
            one.get();
        }
        int again = crowd.awaitAll();
        assertEquals(RUNS, crowd.promised() - before);
        System.out.printf(
                "crash: %-10s %-9s %d runs, %d begun anew, all ended %d ms later%n",
                strike.victim, strike.moment, RUNS, again, (System.nanoTime() - struck) / 1_000_000);
    }

    /** The run that is struck is asked for first, so that it begins at once, or last, so that it waits. */
    private static String watched(Crowd crowd, ExecutorService people, Strike strike, List<Future<String>> asking)
            throws InterruptedException, ExecutionException {
        int before = strike.moment == Moment.QUEUED ? RUNS - 1 : 0;
        for (int i = 0; i < before; i++) {
            String key = strike + "-" + i;
            asking.add(people.submit(() -> crowd.ask(Kind.SLEEPING, key)));
        }
        for (Future<String> one : asking) {
            one.get();
        }
        Future<String> watched = people.submit(() -> crowd.ask(strike.moment.kind, strike + "-watched"));
        asking.add(watched);
        return strike.moment == Moment.ASKED ? "" : watched.get();
    }
}
