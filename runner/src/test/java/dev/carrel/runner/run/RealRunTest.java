package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Options;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run carries in and out of the real sandbox. */
class RealRunTest {
    private final RealMachine real = new RealMachine();

    private RunResult project(String entry, List<String> args, Map<String, String> env, FileEntry... files)
            throws InterruptedException {
        RunRequest request = new RunRequest(
                "python",
                null,
                FileSet.of(files),
                new FilePath(entry),
                new RunRequest.Input.Given(Bytes.EMPTY),
                args,
                env,
                RealMachine.NO_HURRY,
                LimitsRequest.NONE,
                null);
        Job job = Job.of("test", request, real.machine.serve("python", null), Limits.CEILING);
        return real.start(job, event -> {}).await();
    }

    private static String out(RunResult result) {
        assertEquals(Status.OK, result.status(), result.toString());
        return RealMachine.runStage(result).stdout();
    }

    @Test
    void severalFilesArgumentsAndEnvironment_arriveInAnyScript() throws InterruptedException {
        RunResult result = project(
                "src/главный.py",
                List.of("ein Wort", "語", ""),
                Map.of("WER", "Zoë"),
                FileEntry.ofText(
                        "src/главный.py",
                        "import os, sys, größe\nprint(größe.X, sys.argv[1:], os.environ['WER'], open('data/in.csv').read())"),
                FileEntry.ofText("src/größe.py", "X = 'ok'"),
                FileEntry.ofText("data/in.csv", "1,2"));
        assertEquals("ok ['ein Wort', '語', ''] Zoë 1,2\n", out(result));
    }

    @Test
    void anyOctets_comeBackAsTheyWereWritten() throws InterruptedException {
        RunResult result = real.run(
                "python", "import sys\nsys.stdout.buffer.write(bytes(range(256)) * 3)\nsys.stderr.write('\\0é')");
        byte[] all = new byte[768];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertArrayEquals(all, RealMachine.runStage(result).stdoutBytes().toArray());
        assertEquals("\0é", RealMachine.runStage(result).stderrBytes().text());
    }

    static Stream<RealMachine.Tongue> formatting() {
        return RealMachine.tongues().filter(tongue -> tongue.version().format() != null);
    }

    @ParameterizedTest
    @MethodSource("formatting")
    void formatter_leavesWhatItWroteAsItIs(RealMachine.Tongue tongue) throws InterruptedException {
        String once = formatted(tongue, tongue.version().template());
        assertFalse(once.isBlank());
        assertEquals(once, formatted(tongue, once));
    }

    private String formatted(RealMachine.Tongue tongue, String text) throws InterruptedException {
        RunRequest request = new RunRequest(
                tongue.language().id(),
                tongue.version().number(),
                FileSet.of(FileEntry.ofText(tongue.language().sources().entry().value(), text)),
                null,
                new RunRequest.Input.Given(Bytes.EMPTY),
                List.of(),
                Map.of(),
                RealMachine.NO_HURRY,
                LimitsRequest.NONE,
                null,
                new Options(List.of(), List.of(), null, Task.FORMAT));
        Served served = real.machine.serve(tongue.language(), tongue.version());
        return out(real.start(Job.of("test", request, served, Limits.CEILING), event -> {})
                .await());
    }

    @Test
    void plots_comeBackAsImages() throws InterruptedException {
        RunResult result = real.run("python", """
                import matplotlib.pyplot as plt
                plt.plot([1, 3, 2])
                plt.show()
                plt.savefig("saved.png")
                open("notes.txt", "w").write("Grüße")
                """);
        assertEquals(Status.OK, result.status(), result.toString());
        List<String> types =
                result.artifacts().stream().map(Artifact::type).sorted().toList();
        assertEquals(
                List.of("image/png", "image/png", "text/plain"),
                types,
                result.artifacts().toString());
        assertTrue(result.artifacts().stream()
                .anyMatch(a -> a.name().equals("saved.png") && a.bytes().bytes() > 1000));
        assertTrue(result.artifacts().getFirst().url().startsWith("data:"));
    }

    @Test
    void compiledFiles_areNoArtifacts() throws InterruptedException {
        RunResult result = real.run("c", "int main(void) { return 0; }");
        assertEquals(List.of(), result.artifacts());
        assertEquals(Status.OK, result.status());
    }

    @Test
    void window_endsAtOnceWithASentence() throws InterruptedException {
        RunResult result = real.run("python", "import tkinter\ntkinter.Tk()");
        assertEquals(Status.RUNTIME_ERROR, result.status(), result.toString());
        assertTrue(result.message().startsWith("Graphics are not supported here"), result.message());
    }

    @Test
    void conversation_goesLineByLine() throws InterruptedException {
        Job job = real.job(
                RealMachine.tongue("python"),
                Bytes.ofText("print('name?', flush=True)\nprint('hello', input(), flush=True)\nprint(input())"),
                new RunRequest.Input.Live(),
                RealMachine.NO_HURRY);
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        Running running = real.start(job, event -> {
            if (event instanceof RunEvent.Output output && output.stream() == dev.carrel.protocol.Stream.STDOUT) {
                said.add(output.text());
            }
        });
        assertEquals("name?\n", said.poll(30, TimeUnit.SECONDS));
        running.stdin("Ada\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("hello Ada\n", said.poll(30, TimeUnit.SECONDS));
        running.stdin("bye\n".getBytes(StandardCharsets.UTF_8));
        running.endStdin();
        assertEquals("name?\nhello Ada\nbye\n", out(running.await()));
    }

    @Test
    void secondRun_seesNothingOfTheFirst() throws InterruptedException {
        real.run(
                "python",
                "open('/tmp/left', 'w').write('x'); open('/dev/shm/left', 'w').write('x'); open('left.txt', 'w')");
        RunResult result =
                real.run("python", "import os\nprint(os.listdir('/tmp'), os.listdir('/dev/shm'), os.listdir('.'))");
        assertEquals("[] [] ['main.py']\n", out(result));
    }

    @Test
    void everyPermit_isGivenBack() throws InterruptedException {
        var before = real.capacity.free();
        real.run("python", "print(1)");
        for (int i = 0; i < 3000 && !real.capacity.free().equals(before); i++) {
            Thread.sleep(10);
        }
        assertEquals(before, real.capacity.free());
    }
}
