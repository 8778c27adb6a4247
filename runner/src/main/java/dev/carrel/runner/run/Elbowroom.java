package dev.carrel.runner.run;

import dev.carrel.protocol.ByteSize;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.SandboxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The cores on which the tests of one run are carried out, one test a core: the run's own for as long as it has tests,
 * those that nobody else wants meanwhile, and all of them for a test that must be alone.
 *
 * <p>Whoever waits for cores is served in the order of coming. So a run that needs all of them lets its own go first,
 * and every other gives its own up between two tests while somebody waits, and takes its turn behind.
 */
public final class Elbowroom implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Capacity capacity;
    private final Demand test;
    private final BooleanSupplier wanted;
    private @Nullable Permit own;

    /**
     * @param held by the run; its cores become those of its first test, unless an attempt before had them
     * @param test what one test more holds
     * @param wanted whether others have lately come for capacity in vain
     */
    public Elbowroom(Capacity capacity, Permit held, Demand test, BooleanSupplier wanted) {
        this.capacity = capacity;
        this.test = test;
        this.wanted = wanted;
        Demand core = cores(test.milliCores());
        this.own = core.fits(held.demand()) ? held.part(core) : null;
    }

    private static Demand cores(int milli) {
        return new Demand(ByteSize.ZERO, milli);
    }

    /** Waits for a core of its own. */
    void enter() throws SandboxException, InterruptedException {
        if (own == null) {
            exchange(cores(test.milliCores()));
        }
    }

    /** The most tests that this machine carries out at once. */
    int most() {
        return capacity.total().milliCores() / test.milliCores();
    }

    /** Room for one test more, unless somebody else wants it. */
    Optional<Permit> more() {
        return wanted.getAsBoolean() ? Optional.empty() : capacity.tryTake(test);
    }

    boolean isWanted() {
        return capacity.isWaitedFor() || wanted.getAsBoolean();
    }

    /** Between two tests: lets those pass who wait. */
    void letPass() throws SandboxException, InterruptedException {
        if (capacity.isWaitedFor()) {
            exchange(cores(test.milliCores()));
        }
    }

    /** Waits until nobody else computes here by right. */
    void beAlone() throws SandboxException, InterruptedException {
        exchange(cores(capacity.total().milliCores()));
    }

    private void exchange(Demand demand) throws SandboxException, InterruptedException {
        close();
        own = capacity.take(demand, PATIENCE)
                .orElseThrow(() -> new SandboxException("no core became free within " + PATIENCE));
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
