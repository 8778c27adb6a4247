package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import dev.carrel.runner.bench.Verdicts;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real machine, kept busy by others: {@code carrel bench verdicts} in small. */
@Timeout(300)
class VerdictStabilityTest {
    private final RealMachine real = new RealMachine();

    @Test
    void programFarFromItsLimit_isJudgedTheSameOnABusyMachine() throws IOException, InterruptedException {
        Capacity capacity = new Capacity(Demand.computing(Limits.CEILING.memory(), new Cores(2000)));
        Runner runner = new Runner(real.sandbox, capacity, System::nanoTime);
        List<Verdicts.Cell> cells = new Verdicts(real.machine, runner, Duration.ofMillis(200), 2).sure(2, judged -> {});
        assertEquals(10, cells.size());
        cells.forEach(cell -> assertTrue(cell.isRight(), cell.toString()));
    }
}
