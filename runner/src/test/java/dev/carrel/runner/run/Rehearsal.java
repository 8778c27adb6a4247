package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.ScriptedSandbox;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** Runs against a sandbox that plays a script; after each, nothing may be held, and the story must be whole. */
abstract class Rehearsal {
    final List<RunEvent> events = new CopyOnWriteArrayList<>();
    private final Demand all;
    final Capacity capacity;
    ScriptedSandbox sandbox = new ScriptedSandbox(job -> 0);

    Rehearsal() {
        this(Cores.ONE);
    }

    Rehearsal(Cores cores) {
        all = Demand.computing(ByteSize.ofMb(1024), cores);
        capacity = new Capacity(all);
    }

    Running start(Job job, ScriptedSandbox.Program program) {
        sandbox = new ScriptedSandbox(program);
        return new Runner(sandbox, capacity, System::nanoTime).start(job, ArtifactStore.IN_RESULT, events::add);
    }

    RunResult run(Served served, ScriptedSandbox.Program program) throws InterruptedException {
        return start(Toy.job(served), program).await();
    }

    static Stage runStage(RunResult result) {
        Stage run = result.run();
        assertNotNull(run);
        return run;
    }

    @AfterEach
    void everything_isGivenBack() throws InterruptedException {
        for (int i = 0; i < 6000 && (sandbox.openSlots() > 0 || !capacity.free().equals(all)); i++) {
            Thread.sleep(5);
        }
        assertEquals(0, sandbox.openSlots());
        assertEquals(all, capacity.free());
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).n());
        }
        assertEquals(
                1, events.stream().filter(e -> e instanceof RunEvent.Finished).count());
        assertInstanceOf(RunEvent.Finished.class, events.getLast());
    }

    /** A run that hangs, in the first of its steps. */
    Running hanging(Served served) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Running running = start(Toy.job(served), job -> {
            begun.countDown();
            job.hang();
            return 0;
        });
        begun.await();
        return running;
    }
}
