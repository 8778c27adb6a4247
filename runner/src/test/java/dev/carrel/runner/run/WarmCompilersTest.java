package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.ScriptedJob;
import dev.carrel.sandbox.ScriptedSandbox;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compilers that stay, and how a run goes on when one misbehaves. In one file, since all these promises stand on the
 * same pretended compiler.
 */
@Timeout(180)
class WarmCompilersTest extends Rehearsal {
    private static final int MARK = 0x6a61762e;

    private static final FileEntry MAIN = FileEntry.ofText("main.toy", "print");

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private WarmCompilers warm = WarmCompilers.none();

    WarmCompilersTest() {
        super(new Cores(2000));
    }

    @FunctionalInterface
    private interface Words {
        void write(DataOutputStream out) throws IOException;
    }

    /** What a compiler that stays does with each question. */
    @FunctionalInterface
    private interface Reply {
        void to(ScriptedJob job);
    }

    private static byte[] octets(Words words) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            words.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static Reply saying(Words words) {
        return job -> job.write(Stream.STDOUT, octets(words));
    }

    private static Reply body(Words words) {
        byte[] body = octets(words);
        return saying(out -> {
            out.writeInt(MARK);
            out.writeInt(body.length);
            out.write(body);
        });
    }

    private static Reply answer(int code, String said) {
        return answer(code, said, "a.out");
    }

    private static Reply answer(int code, String said, String file) {
        return body(out -> {
            out.writeInt(code);
            out.writeLong(5_000);
            out.writeLong(1 << 20);
            out.writeInt(said.length());
            out.writeBytes(said);
            out.writeInt(code == 0 ? 1 : 0);
            if (code == 0) {
                out.writeInt(file.length());
                out.writeBytes(file);
                out.writeInt(4);
                out.writeBytes("code");
            }
        });
    }

    private void open(Reply reply) {
        open(reply, Duration.ofSeconds(30));
    }

    private void open(Reply reply, Duration patience) {
        sandbox = new ScriptedSandbox(job -> {
            if (!job.command().argv().getFirst().equals("toyserver")) {
                return 0;
            }
            job.write(Stream.STDOUT, octets(out -> out.writeInt(MARK)));
            started.incrementAndGet();
            while (job.read().length > 0) {
                asked.incrementAndGet();
                reply.to(job);
            }
            return 0;
        });
        warm = new WarmCompilers(sandbox, capacity, () -> true, now::get, patience);
    }

    @AfterEach
    void close() {
        warm.close();
    }

    private static Job job(LimitsRequest compiler, FileEntry... files) {
        RunRequest request = new RunRequest(
                "toy",
                null,
                FileSet.of(files),
                null,
                Toy.given(""),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                compiler,
                null);
        return Job.of("id-1", request, Toy.STAYING, Limits.CEILING);
    }

    private RunResult run(Job job) throws InterruptedException {
        events.clear();
        return start(job).await();
    }

    private Running start(Job job) {
        return new Runner(sandbox, capacity, System::nanoTime, new Compilers(CompileCache.none(), warm))
                .start(job, ArtifactStore.IN_RESULT, events::add);
    }

    private RunResult run(String sender) throws InterruptedException {
        return run(job(LimitsRequest.NONE, MAIN).from(sender));
    }

    /** One that its sender gets compiled somehow. */
    private void send(String sender) throws InterruptedException {
        assertEquals(Status.OK, run(sender).status());
    }

    private void awaitReady(int number) throws InterruptedException {
        for (int i = 0; i < 5000 && warm.ready() != number; i++) {
            Thread.sleep(5);
        }
        assertEquals(number, warm.ready());
    }

    /** Until what is dead is seen to be, and what was started is there. */
    private void awaitOnlyReady() throws InterruptedException {
        for (int i = 0; i < 5000 && sandbox.openSlots() != warm.ready(); i++) {
            Thread.sleep(5);
            warm.adapt();
        }
        assertEquals(sandbox.openSlots(), warm.ready());
    }

    private long compiledByThemselves() {
        return sandbox.commands().stream()
                .filter(command -> command.argv().getFirst().equals("toyc"))
                .count();
    }

    @Test
    void first_program_is_compiled_by_itself_and_the_next_by_what_it_started() throws InterruptedException {
        open(answer(0, "note\n"));
        send("a");
        awaitReady(1);
        RunResult second = run("a");
        assertEquals(Status.OK, second.status());
        assertEquals(1, compiledByThemselves());
        assertEquals(1, asked.get());
        assertNotNull(second.compile());
        assertEquals("note\n", second.compile().stderr());
        assertEquals(
                List.of("main.toy", "a.out"),
                sandbox.commands().stream()
                        .filter(command -> command.argv().getFirst().equals("./a.out"))
                        .toList()
                        .getLast()
                        .files()
                        .stream()
                        .map(WorkFile::name)
                        .toList());
    }

    @Test
    void a_mistake_is_told_in_the_compilers_words() throws InterruptedException {
        open(answer(1, "main.toy:1: error\n"));
        send("a");
        awaitReady(1);
        RunResult second = run("a");
        assertEquals(Status.COMPILE_ERROR, second.status());
        assertNotNull(second.compile());
        assertEquals("main.toy:1: error\n", second.compile().stderr());
        assertEquals(1, second.compile().exitCode());
    }

    /** While one works another waits. */
    @Test
    void a_spare_is_ready_while_one_compiles() throws InterruptedException {
        open(job -> {
            for (int i = 0; i < 5000 && warm.ready() == 0; i++) {
                pause();
            }
            answer(0, "").to(job);
        });
        send("a");
        awaitReady(1);
        send("a");
        awaitReady(2);
        assertEquals(1, compiledByThemselves());
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The program is compiled all the same, its sender by himself for ten minutes, others as before. */
    private void assertKilled() throws InterruptedException {
        send("first");
        awaitReady(1);
        send("bad");
        assertEquals(1, asked.get());
        assertEquals(2, compiledByThemselves());
        warm.adapt();
        awaitReady(1);
        send("bad");
        assertEquals(1, asked.get());
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        warm.adapt(); // whoever waits was not asked for so long
        send("first");
        awaitReady(1);
        send("bad");
        assertEquals(2, asked.get());
    }

    @Test
    void compiler_that_is_late_is_killed() throws InterruptedException {
        open(ScriptedJob::hang, Duration.ofMillis(100));
        assertKilled();
    }

    @Test
    void compiler_whose_program_is_cancelled_is_replaced_and_nobody_is_suspected() throws InterruptedException {
        open(job -> {
            if (asked.get() == 1) {
                job.hang();
            }
            answer(0, "").to(job);
        });
        send("a");
        awaitReady(1);
        events.clear();
        Running running = start(job(LimitsRequest.NONE, MAIN).from("a"));
        for (int i = 0; i < 5000 && asked.get() < 1; i++) {
            pause();
        }
        running.cancel();
        RunResult cancelled = running.await();
        assertEquals(Status.CANCELLED, cancelled.status());
        assertEquals("cancelled", cancelled.message());
        assertEquals(1, compiledByThemselves());
        warm.adapt();
        awaitReady(1);
        send("a");
        assertEquals(2, asked.get());
        assertEquals(1, compiledByThemselves());
    }

    @Test
    void compiler_that_dies_is_replaced() throws InterruptedException {
        open(job -> job.die(9));
        assertKilled();
    }

    @Test
    void compiler_that_says_something_else_is_killed() throws InterruptedException {
        open(saying(out -> out.writeBytes("OpenJDK warning: …")));
        assertKilled();
    }

    @Test
    void compiler_that_names_an_impossible_size_is_killed() throws InterruptedException {
        open(saying(out -> {
            out.writeInt(MARK);
            out.writeInt(Integer.MAX_VALUE);
        }));
        assertKilled();
    }

    @Test
    void compiler_that_answers_half_is_killed() throws InterruptedException {
        open(body(out -> {
            out.writeInt(0);
            out.writeLong(0);
            out.writeLong(0);
            out.writeInt(100);
        }));
        assertKilled();
    }

    @Test
    void compiler_that_answers_more_than_that_is_killed() throws InterruptedException {
        open(body(out -> {
            out.writeInt(1);
            out.writeLong(0);
            out.writeLong(0);
            out.writeInt(0);
            out.writeInt(0);
            out.writeInt(0);
        }));
        assertKilled();
    }

    @Test
    void compiler_that_broke_down_is_killed() throws InterruptedException {
        open(answer(3, "out of resources"));
        assertKilled();
    }

    @Test
    void compiler_that_names_a_file_outside_is_killed() throws InterruptedException {
        open(answer(0, "", "../out"));
        assertKilled();
    }

    @Test
    void compiler_that_speaks_unasked_is_killed() throws InterruptedException {
        open(job -> {
            answer(0, "").to(job);
            job.out("more");
        });
        send("a");
        awaitReady(1);
        send("b");
        awaitOnlyReady();
        send("c");
        awaitOnlyReady();
    }

    @Test
    void whoever_kills_one_after_the_other_is_not_given_more() throws InterruptedException {
        open(answer(3, ""));
        send("a");
        for (int i = 0; i < 3; i++) {
            warm.adapt();
            awaitReady(1);
            send("sender " + i);
        }
        for (int i = 0; i < 5000 && sandbox.openSlots() > warm.ready(); i++) {
            Thread.sleep(5); // until whoever was started as a spare is there
        }
        warm.rest();
        warm.adapt();
        Thread.sleep(50);
        assertEquals(0, warm.ready());
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        warm.adapt();
        awaitReady(1);
    }

    @Test
    void compiler_is_renewed_after_500_programs() throws InterruptedException {
        open(answer(0, ""));
        send("a");
        awaitReady(1);
        try (Permit _ = capacity.tryTake(Demand.waiting(ByteSize.ofMb(600))).orElseThrow()) { // no room for a spare
            for (int i = 0; i < 499; i++) {
                send("a");
            }
            assertEquals(1, started.get());
            assertEquals(1, warm.ready());
        }
        send("a");
        awaitReady(1);
        assertEquals(500, asked.get());
        assertEquals(2, started.get());
    }

    @Test
    void memory_of_compilers_is_taken_from_that_of_programs() throws InterruptedException {
        open(answer(0, ""));
        send("a");
        awaitReady(1);
        ByteSize free = capacity.free().memory();
        assertEquals(ByteSize.ofMb(1024 - 256), free);
        assertTrue(warm.makeRoom());
        assertEquals(ByteSize.ofMb(1024), capacity.free().memory());
        send("a");
        assertEquals(0, warm.ready());
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        send("a");
        awaitReady(1);
    }

    @Test
    void compiler_that_nobody_asks_goes() throws InterruptedException {
        open(answer(0, ""));
        send("a");
        awaitReady(1);
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        warm.adapt();
        assertEquals(0, warm.ready());
    }

    @Test
    void none_is_started_where_no_core_is_free() throws InterruptedException {
        open(answer(0, ""));
        try (Permit _ =
                capacity.tryTake(Demand.computing(ByteSize.ZERO, Cores.ONE)).orElseThrow()) {
            send("a");
            assertEquals(0, started.get());
        }
        warm.adapt();
        awaitReady(1);
    }

    @Test
    void other_limits_than_usual_and_large_programs_go_to_a_compiler_of_their_own() throws InterruptedException {
        open(answer(0, ""));
        send("a");
        awaitReady(1);
        LimitsRequest less =
                new LimitsRequest(null, null, 64.0 * (1 << 20), null, null, null, null, null, null, null, null);
        assertEquals(Status.OK, run(job(less, MAIN)).status());
        String much = " ".repeat(99_000);
        FileEntry[] files = {
            MAIN, FileEntry.ofText("a.toy", much), FileEntry.ofText("b.toy", much), FileEntry.ofText("c.toy", much)
        };
        assertEquals(Status.OK, run(job(LimitsRequest.NONE, files)).status());
        assertEquals(0, asked.get());
    }
}
