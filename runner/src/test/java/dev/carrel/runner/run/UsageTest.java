package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Programs that burn known amounts, against what the result says they used. */
class UsageTest {
    private static final String BURN = """
            #include <time.h>
            static double now(clockid_t clock) {
                struct timespec t;
                clock_gettime(clock, &t);
                return t.tv_sec + t.tv_nsec / 1e9;
            }
            """;

    private final RealMachine real = new RealMachine();
    private final long began = System.nanoTime();

    private Stage stage(String code) throws InterruptedException {
        RunResult result = real.run("c", code);
        assertEquals(Status.OK, result.status(), result.toString());
        return RealMachine.runStage(result);
    }

    /** By the clock it takes as long as it must, and on a busy machine more, but no longer than it was waited for. */
    private void assertWall(double least, Stage stage) {
        assertBetween(
                least,
                ms(Duration.ofNanos(System.nanoTime() - began)),
                ms(stage.wallMs().toDuration()),
                stage);
    }

    private static void assertBetween(double least, double most, double value, Stage stage) {
        assertTrue(value >= least && value <= most, value + " is not in " + least + ".." + most + ": " + stage);
    }

    private static double ms(Duration time) {
        return time.toNanos() / 1e6;
    }

    @Test
    void userTime_isWhatWasComputed() throws InterruptedException {
        Stage stage = stage(
                BURN
                        + "int main(void) { volatile long n = 0; while (now(CLOCK_PROCESS_CPUTIME_ID) < 0.3) for (int i = 0; i < 100000; i++) n++; }");
        assertBetween(290, 350, ms(stage.cpuMs().toDuration()), stage);
        assertTrue(ms(stage.userMs().toDuration()) > 0.7 * ms(stage.cpuMs().toDuration()), stage.toString());
        assertWall(290, stage);
    }

    @Test
    void systemTime_isWhatTheKernelWorked() throws InterruptedException {
        Stage stage = stage(BURN + """
                #include <fcntl.h>
                #include <unistd.h>
                int main(void) {
                    static char block[1 << 20];
                    int zero = open("/dev/zero", O_RDONLY);
                    while (now(CLOCK_PROCESS_CPUTIME_ID) < 0.3) read(zero, block, sizeof block);
                }
                """);
        assertBetween(290, 350, ms(stage.cpuMs().toDuration()), stage);
        assertTrue(ms(stage.sysMs().toDuration()) > 0.5 * ms(stage.cpuMs().toDuration()), stage.toString());
    }

    @Test
    void childrensTime_countsToo() throws InterruptedException {
        Stage stage = stage(BURN + """
                #include <sys/wait.h>
                #include <unistd.h>
                int main(void) {
                    for (int i = 0; i < 3; i++) if (fork() == 0) {
                        volatile long n = 0;
                        while (now(CLOCK_PROCESS_CPUTIME_ID) < 0.1) n++;
                        return 0;
                    }
                    while (wait(0) > 0) continue;
                }
                """);
        assertBetween(290, 380, ms(stage.cpuMs().toDuration()), stage);
    }

    @Test
    void wall_isTheClockAndNotTheProcessor() throws InterruptedException {
        Stage stage = stage("#include <unistd.h>\nint main(void) { usleep(400000); }");
        assertWall(400, stage);
        assertBetween(0, 50, ms(stage.cpuMs().toDuration()), stage);
    }

    @Test
    void memoryPeak_isWhatWasTouchedAtMost() throws InterruptedException {
        Stage stage = stage("""
                #include <stdlib.h>
                int main(void) {
                    volatile char *block = malloc(50 << 20);
                    for (int i = 0; i < 50 << 20; i += 4096) block[i] = 1;
                    free((void *)block);
                }
                """);
        assertBetween(50, 56, stage.memoryBytes().bytes() / 1048576.0, stage);
    }

    @Test
    void memoryThatIsOnlyReserved_doesNotCount() throws InterruptedException {
        Stage stage =
                stage("#include <stdlib.h>\nint main(void) { volatile void *p = malloc(1UL << 30); return p == 0; }");
        assertBetween(0, 8, stage.memoryBytes().bytes() / 1048576.0, stage);
    }

    @Test
    void processesPeak_isHowManyLivedAtOnce() throws InterruptedException {
        Stage stage = stage("""
                #include <sys/wait.h>
                #include <unistd.h>
                int main(void) {
                    for (int i = 0; i < 7; i++) if (fork() == 0) { usleep(200000); return 0; }
                    while (wait(0) > 0) continue;
                }
                """);
        assertEquals(8, stage.processesPeak(), stage.toString());
    }

    @Test
    void processesPeak_doesNotCountTheCompilersOwn() throws InterruptedException {
        assertEquals(1, stage("int main(void) { return 0; }").processesPeak());
    }

    @Test
    void twoThreads_getNoMoreThanTheirShare() throws InterruptedException {
        String burner = """
                #include <pthread.h>
                static void *burn(void *x) { for (volatile long n = 0;; n++) continue; return x; }
                int main(void) {
                    pthread_t other;
                    pthread_create(&other, 0, burn, 0);
                    burn(0);
                }
                """;
        LimitsRequest half = new LimitsRequest(60_000.0, 4000.0, null, null, null, null, null, null, null, null, 0.5);
        RunResult result = real.run(RealMachine.tongue("c"), Bytes.ofText(burner), "", half);
        Stage stage = RealMachine.runStage(result);
        assertEquals(Status.TIME_LIMIT, result.status(), result.toString());
        assertWall(4000, stage);
        double share = ms(stage.cpuMs().toDuration()) / ms(stage.wallMs().toDuration());
        assertTrue(share <= 0.5 * 1.1, "it had " + share + " of a core: " + stage);
    }
}
