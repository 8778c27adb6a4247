package dev.carrel.runner.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.runner.root.RootFacts;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.CompileCache;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Running;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.ScriptedJob;
import dev.carrel.sandbox.ScriptedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class StationTest {
    private final ScriptedSandbox box = new ScriptedSandbox(StationTest::act);
    private final AtomicBoolean boxIsGone = new AtomicBoolean();
    private final Sandbox sandbox = spec -> {
        if (boxIsGone.get()) {
            throw new SandboxException("no box answers");
        }
        return box.open(spec);
    };

    @TempDir
    private Path folder;

    private ToyStation toy;
    private Station station;

    @BeforeEach
    void openStation() throws IOException {
        toy = new ToyStation(folder, sandbox);
        station = open(ToyStation.settings(2, 1, 1000));
    }

    @AfterEach
    void nothingIsLeftOpen() {
        station.close();
        assertEquals(0, box.openSlots());
        assertEquals(StationFacts.State.OVER, station.facts().state());
        assertEquals(ToyStation.settings(2, 1, 1000).capacity(), station.facts().free());
    }

    private Station open(StationSettings settings) {
        toy.checks.all(2, trouble -> {});
        return new Station(settings, sandbox, toy.checks, CompileCache.none(), toy.memory::get, System::nanoTime);
    }

    /** What a program does stands in its first file; {@code wait} ends when its user says so. */
    private static int act(ScriptedJob job) {
        if (job.command().argv().contains("toyserver")) {
            job.write(Stream.STDOUT, new byte[] {0x6a, 0x61, 0x76, 0x2e}); // it is ready
            job.hang();
        }
        String code = job.command().files().isEmpty()
                ? "version"
                : job.command().files().getFirst().content().text();
        switch (code) {
            case "version" -> job.out("Toy 1.0\n");
            case "sample" -> job.out("right\n");
            case "wait" -> job.read();
            case "hang" -> job.hang();
            default -> job.out(code);
        }
        return 0;
    }

    @Test
    void compilerThatWaits_givesItsMemoryToARunThatNeedsIt() throws Exception {
        station.close();
        toy = new ToyStation(
                folder.resolve("staying"), sandbox, "compile: {command: [toyc, \"{sources}\"], server: [toyserver]}\n");
        station = open(ToyStation.settings(2, 0, 1000));
        ByteSize all = station.facts().free().memory();
        assertEquals(Status.OK, start(Kind.INTERACTIVE, "hello").await().status());
        for (int i = 0; i < 3000 && station.facts().free().memory().equals(all); i++) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertEquals(
                new ByteSize(all.bytes() - ByteSize.ofMb(256).bytes()),
                station.facts().free().memory());
        LimitsRequest most =
                new LimitsRequest(null, null, 400.0 * (1 << 20), null, null, null, null, null, null, null, null);
        Job large = station.prepare("large", ToyStation.request("hello", most));
        assertEquals(Status.OK, startInTime(large).await().status());
    }

    /** A compiler that is just being started gives nothing yet: whoever holds the queue comes again. */
    private Running startInTime(Job job) throws Unavailable {
        for (int i = 0; i < 3000; i++) {
            try {
                return station.start(Kind.INTERACTIVE, job, ArtifactStore.IN_RESULT, event -> {});
            } catch (Unavailable e) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
        return station.start(Kind.INTERACTIVE, job, ArtifactStore.IN_RESULT, event -> {});
    }

    private Running start(Kind kind, String code) throws Unavailable {
        return start(kind, code, new ArrayList<>());
    }

    private Running start(Kind kind, String code, List<RunEvent> events) throws Unavailable {
        Job job = station.prepare("id", ToyStation.request(code));
        return station.start(kind, job, ArtifactStore.IN_RESULT, events::add);
    }

    private Unavailable refusal(Kind kind, String code) {
        return assertThrows(Unavailable.class, () -> start(kind, code));
    }

    @Test
    void run_isTakenAndEndsWithItsResult() throws Exception {
        List<RunEvent> events = new ArrayList<>();
        RunResult result = start(Kind.INTERACTIVE, "hello", events).await();
        assertEquals(Status.OK, result.status());
        assertTrue(events.getLast() instanceof RunEvent.Finished);
        assertEquals(List.of("toy@1"), station.facts().working());
        assertEquals(1, station.facts().ended());
    }

    @Test
    void programThatWaits_isFoundByALaterRun_andGoneWithTheStation() throws Exception {
        station.close();
        toy = new ToyStation(folder.resolve("waiting"), sandbox, "levels: [warm, exec]\nwarm: {awaits: main.toy}\n");
        station = open(ToyStation.settings(1, 0, 1000));
        RunResult result = start(Kind.INTERACTIVE, "hello").await();
        assertEquals(Isolation.EXEC, level(result));
        for (int i = 0; i < 3000 && level(result) != Isolation.WARM; i++) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            result = start(Kind.INTERACTIVE, "hello").await();
        }
        assertEquals(Isolation.WARM, level(result));
        station.close();
        for (int i = 0; i < 3000 && box.openSlots() > 0; i++) { // what was just starting goes as soon as it is there
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertEquals(0, box.openSlots());
    }

    private static Isolation level(RunResult result) {
        return assertInstanceOf(Engine.Server.class, result.engine()).isolation();
    }

    @Test
    void places_belongToTheirKind() throws Exception {
        Running first = start(Kind.INTERACTIVE, "wait");
        Running second = start(Kind.INTERACTIVE, "wait");
        Unavailable full = refusal(Kind.INTERACTIVE, "hello");
        assertEquals(Unavailable.Reason.PLACES, full.reason());
        assertEquals("All 2 places of this runner for such programs are taken.", full.sentence());
        assertEquals(Status.OK, start(Kind.GRADED, "hello").await().status());
        first.endStdin();
        first.await();
        assertEquals(Status.OK, start(Kind.INTERACTIVE, "hello").await().status());
        second.endStdin();
        second.await();
    }

    @Test
    void programsThatSomebodyTypesTo_haveNeitherPlacesNorCoresNorAllMemoryOfOthers() throws Exception {
        station.close();
        station = open(ToyStation.settings(10, 1, 1000));
        List<Running> live = List.of(start(Kind.LIVE, "wait"), start(Kind.LIVE, "wait")); // 128 MB each, of 256
        assertEquals(Unavailable.Reason.CAPACITY, refusal(Kind.LIVE, "hello").reason());
        assertEquals(1000, station.facts().free().milliCores());
        assertEquals(Status.OK, start(Kind.INTERACTIVE, "hello").await().status());
        live.getFirst().endStdin();
        live.getFirst().await();
        assertEquals(Status.OK, start(Kind.LIVE, "hello").await().status());
        live.getLast().endStdin();
    }

    @Test
    void graded_holdsACoreToItsEnd_interactiveDoesNot() throws Exception {
        Running interactive = start(Kind.INTERACTIVE, "wait");
        assertEquals(1000, station.facts().free().milliCores());
        Running graded = start(Kind.GRADED, "wait");
        assertEquals(0, station.facts().free().milliCores());
        for (Running run : List.of(interactive, graded)) {
            run.stdin("x".getBytes(StandardCharsets.UTF_8));
            run.await();
        }
    }

    @Test
    void refusal_holdsNothing() throws Exception {
        station.close();
        station = open(ToyStation.settings(10, 1, 1000));
        List<Running> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(start(Kind.INTERACTIVE, "wait")); // 128 MB each, of 512
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    Unavailable.Reason.CAPACITY,
                    refusal(Kind.INTERACTIVE, "hello").reason());
        }
        held.forEach(Running::endStdin);
        for (Running run : held) {
            run.await();
        }
        assertEquals(4, station.facts().taken());
    }

    @Test
    void whoHearsOfAnEnd_mayOfferTheNextRun() throws Exception {
        station.close();
        station = open(ToyStation.settings(1, 0, 1000));
        for (int i = 0; i < 200; i++) {
            assertEquals(Status.OK, start(Kind.INTERACTIVE, "hello").await().status());
        }
    }

    @Test
    void draining_refusesWhatComes_andEndsWhatItHad() throws Exception {
        Running run = start(Kind.INTERACTIVE, "wait");
        station.drain();
        Unavailable draining = refusal(Kind.INTERACTIVE, "hello");
        assertEquals(Unavailable.Reason.DRAINING, draining.reason());
        assertTrue(draining.retryAfter().isPositive());
        assertEquals(StationFacts.State.DRAINING, station.facts().state());
        run.endStdin();
        assertEquals(Status.OK, run.await().status());
        assertEquals(Station.Over.DRAINED, station.drain(Duration.ofSeconds(30)));
    }

    @Test
    void draining_thatLastsTooLong_stopsWhatIsLeftInWords() throws Exception {
        Running run = start(Kind.INTERACTIVE, "hang");
        station.drain(Duration.ofMillis(20));
        assertEquals(Status.INTERNAL_ERROR, run.await().status());
        assertEquals(
                "stopped: this runner restarts, and the program had not ended in time",
                run.await().message());
    }

    @Test
    void station_wearsOutAfterItsJobs_andLosesNone() throws Exception {
        station.close();
        station = open(ToyStation.settings(2, 1, 3));
        Running waiting = start(Kind.INTERACTIVE, "wait");
        start(Kind.GRADED, "hello").await();
        start(Kind.GRADED, "hello").await();
        assertEquals(Unavailable.Reason.DRAINING, refusal(Kind.GRADED, "hello").reason());
        assertFalse(station.over().toCompletableFuture().isDone());
        waiting.endStdin();
        assertEquals(Status.OK, waiting.await().status());
        assertEquals(Station.Over.WORN, station.over().toCompletableFuture().get());
        assertEquals(75, Station.Over.WORN.exitCode());
        assertEquals(3, station.facts().ended());
    }

    @Test
    void station_wearsOutByMemory() throws Exception {
        toy.memory.set(ByteSize.ofMb(101).bytes());
        int taken = 0;
        try {
            for (; taken < 1000; taken++) {
                start(Kind.INTERACTIVE, "hello").await();
            }
        } catch (Unavailable e) {
            assertEquals(Unavailable.Reason.DRAINING, e.reason());
        }
        assertEquals(Station.Over.WORN, station.over().toCompletableFuture().get());
        assertEquals(taken, station.facts().ended());
        assertTrue(taken < 1000);
    }

    @Test
    void sandboxThatDoesNotOpen_refuses_andServesAgainWhenItDoes() throws Exception {
        boxIsGone.set(true);
        Unavailable gone = refusal(Kind.INTERACTIVE, "hello");
        assertEquals(Unavailable.Reason.SANDBOX, gone.reason());
        assertEquals("The sandbox of this runner does not open at the moment.", gone.sentence());
        assertTrue(String.valueOf(gone.getCause()).endsWith("no box answers"));
        boxIsGone.set(false);
        assertEquals(Status.OK, start(Kind.INTERACTIVE, "hello").await().status());
        assertEquals(1, station.facts().taken());
    }

    @Test
    void rootThatIsGone_refusesByName_andServesAgainWhenItIsBack() throws Exception {
        start(Kind.INTERACTIVE, "hello").await();
        Files.move(toy.root(), folder.resolve("elsewhere"));
        Refused refused = assertThrows(Refused.class, () -> start(Kind.INTERACTIVE, "hello"));
        assertEquals(Rule.LANGUAGE_NOT_INSTALLED, refused.rule());
        assertEquals(0, station.facts().readySlots(), "slots that show what is gone");
        Files.move(folder.resolve("elsewhere"), toy.root());
        assertEquals(Status.OK, start(Kind.INTERACTIVE, "hello").await().status());
    }

    @Test
    void rootThatWasReplaced_isNotServedFromItsOldSlots() throws Exception {
        start(Kind.INTERACTIVE, "hello").await();
        int before = box.specs().size();
        Files.delete(toy.root().resolve(RootFacts.FILE));
        Files.delete(toy.root());
        toy.install();
        start(Kind.INTERACTIVE, "hello").await();
        assertTrue(box.specs().size() > before, "no new slot was opened");
    }

    @Test
    void languageThatFailsItsSample_isRefusedByName_andTriedAgainAfterAMinute() throws Exception {
        AtomicBoolean right = new AtomicBoolean();
        ToyStation broken =
                new ToyStation(folder.resolve("second"), new ScriptedSandbox(job -> right.get() ? act(job) : 0));
        broken.checks.all(1, trouble -> {});
        assertEquals(List.of(), broken.checks.working());
        assertEquals(
                "its sample did not print what it should",
                broken.checks.broken().get("toy@1"));
        Refused refused = assertThrows(Refused.class, () -> broken.checks.serve("toy", null));
        assertEquals("Toy 1 is installed, but does not work here.", refused.sentence());
        assertEquals(Rule.LANGUAGE_BROKEN, refused.rule());
        right.set(true);
        assertThrows(Refused.class, () -> broken.checks.serve("toy", null));
        broken.now.set(Duration.ofMinutes(1).toNanos());
        assertEquals("toy", broken.checks.serve("toy", null).language().id());
    }

    @Test
    void manyAtOnce_getOneResultEach_whateverIsRefused() throws Exception {
        station.close();
        station = open(ToyStation.settings(3, 2, 400));
        AtomicInteger refused = new AtomicInteger();
        ConcurrentHashMap<Integer, Integer> finished = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 600; i++) {
                int number = i;
                threads.execute(() -> offer(number, finished, refused));
            }
        }
        station.over().toCompletableFuture().get();
        assertEquals(400, finished.size());
        assertEquals(200, refused.get());
        assertTrue(finished.values().stream().allMatch(n -> n == 1), finished.toString());
    }

    /** Offers until taken, or until the station drains. */
    private void offer(int number, ConcurrentHashMap<Integer, Integer> finished, AtomicInteger refused) {
        while (true) {
            try {
                Kind kind = number % 3 == 0 ? Kind.GRADED : Kind.INTERACTIVE;
                Job job = station.prepare("id-" + number, ToyStation.request("hello"));
                station.start(kind, job, ArtifactStore.IN_RESULT, event -> {
                            if (event instanceof RunEvent.Finished) {
                                finished.merge(number, 1, Integer::sum);
                            }
                        })
                        .await();
                return;
            } catch (Unavailable e) {
                if (e.reason() == Unavailable.Reason.DRAINING) {
                    refused.incrementAndGet();
                    return;
                }
                LockSupport.parkNanos(100_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
