package dev.carrel.server.local;

import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestStage;
import dev.carrel.server.run.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Results as the server is to have them. */
final class Reports {
    private Reports() {}

    /** The machine knows how long it made the run wait; the queue's part comes on top. */
    static RunResult told(Lease lease, RunResult r) {
        if (!(r.engine() instanceof Engine.Server e)) {
            return r;
        }
        Millis queued = Millis.of(lease.queued().plus(e.queueMs().toDuration()));
        Engine engine = new Engine.Server(
                e.sandboxId(), e.sandboxVersion(), e.isolation(), e.cached(), queued, lease.attempt());
        return new RunResult(
                r.id(),
                r.status(),
                r.message(),
                r.language(),
                r.version(),
                r.runtime(),
                r.compile(),
                r.run(),
                r.tests(),
                engine,
                r.artifacts());
    }

    static RunResult refused(Lease lease, String sentence) {
        return new RunResult(
                lease.id().toString(),
                Status.REFUSED,
                sentence,
                lease.request().language(),
                "",
                "",
                null,
                null,
                null,
                new Engine.Server("none", "none", Isolation.EXEC, false, Millis.of(lease.queued()), lease.attempt()),
                List.of());
    }

    static Duration spent(RunResult result) {
        return sum(result, Stage::wallMs);
    }

    /** Of the processor. */
    static Duration computed(RunResult result) {
        return sum(result, Stage::cpuMs);
    }

    private static Duration sum(RunResult result, Function<Stage, Millis> part) {
        List<TestStage> tests = result.tests() == null ? List.of() : result.tests();
        return Stream.concat(
                        Stream.of(result.compile(), result.run()),
                        tests.stream().map(TestStage::stage))
                .filter(Objects::nonNull)
                .map(stage -> part.apply(stage).toDuration())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
