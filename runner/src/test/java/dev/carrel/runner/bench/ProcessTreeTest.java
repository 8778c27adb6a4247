package dev.carrel.runner.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.run.Runtimes;
import dev.carrel.runner.run.Served;
import dev.carrel.runner.serve.Footprint;
import dev.carrel.sandbox.BoxSandbox;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work of a known amount, by the kernel's own word to whoever does it, is found again in what is counted. */
class ProcessTreeTest {
    private static final Duration WORK = Duration.ofMillis(300);
    private static final String WORKS = """
            until read -ra stat </proc/self/stat; ((stat[13] + stat[14] >= 30)); do :; done
            """;

    private static Duration since(Duration before, Duration now) {
        return now.minus(before);
    }

    private static void assertWork(Duration counted) {
        assertTrue(counted.compareTo(WORK) >= 0, counted + " counted");
    }

    @Test
    void child_that_has_worked_and_ended_is_counted() throws Exception {
        ProcessTree tree = new ProcessTree(ProcessHandle.current().pid());
        Duration before = tree.cpu();
        Duration machine = ProcessTree.machine();
        assertEquals(0, new ProcessBuilder("bash", "-c", WORKS).start().waitFor());
        assertWork(since(before, tree.cpu()));
        assertTrue(since(machine, ProcessTree.machine()).isPositive());
    }

    @Test
    void group_that_a_process_shares_with_whoever_started_it_is_none_of_its_own() {
        assertEquals(
                Optional.empty(),
                ControlGroups.of(ProcessHandle.current().pid()).map(ControlGroups::cpu));
    }

    /** Nobody waits for what is killed with its slot: the figures of processes lack it. */
    @Test
    void program_that_has_worked_and_is_killed_with_its_slot_is_counted() throws Exception {
        long keeper = Footprint.keeper().orElseThrow().pid();
        ControlGroups groups = ControlGroups.ofSlots(keeper);
        assertEquals(1, groups.groups().size(), "box has groups of version 1 here");
        Duration before = groups.cpu();
        CountDownLatch worked = new CountDownLatch(1);
        Running run = start(WORKS + "echo worked; sleep 60 # ", worked);
        assertTrue(worked.await(60, TimeUnit.SECONDS));
        assertTrue(
                ProcessHandle.of(keeper)
                        .orElseThrow()
                        .descendants()
                        .flatMap(one -> ControlGroups.of(one.pid()).stream())
                        .anyMatch(group -> group.cpu().compareTo(WORK) >= 0),
                "the slot has a group to itself");
        run.cancel();
        run.await();
        assertWork(since(before, groups.cpu()));
    }

    private static Running start(String code, CountDownLatch said) throws Exception {
        BoxSandbox sandbox = new BoxSandbox(Path.of(named(System.getenv("CARREL_BOX_SOCKET"))));
        Path data = Path.of(named(System.getProperty("carrel.data")));
        Machine machine = new Machine(
                Catalogue.read(Path.of(named(System.getProperty("carrel.home")), "languages")),
                new Roots(data.resolve("roots"), Host.current()),
                new Runtimes(sandbox, data.resolve("cache").resolve("runtimes")));
        Served served = machine.serve("bash", null);
        RunRequest.Input nothing = new RunRequest.Input.Given(Bytes.EMPTY);
        RunRequest request = new Hello("bash", code, "").run(served.language(), nothing, 1, null);
        Runner runner = new Runner(
                sandbox, new Capacity(Demand.computing(Limits.CEILING.memory(), Cores.ONE)), System::nanoTime);
        return runner.start(Job.of("test", request, served, Limits.CEILING), ArtifactStore.IN_RESULT, event -> {
            if (event instanceof RunEvent.Output) {
                said.countDown();
            }
        });
    }

    private static String named(String value) {
        assertNotNull(value, "run ./carrel test");
        return value;
    }
}
