package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class CapacityTest {
    private static final Demand TOTAL = Demand.computing(ByteSize.ofMb(100), new Cores(2000));
    private static final Demand SMALL = Demand.waiting(ByteSize.ofMb(10));
    private static final Demand LARGE = Demand.computing(ByteSize.ofMb(80), Cores.ONE);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Capacity capacity = new Capacity(TOTAL);

    @Test
    void permit_holds_until_closed() {
        try (Permit permit = capacity.tryTake(LARGE).orElseThrow()) {
            assertEquals(LARGE, permit.demand());
            assertEquals(Demand.computing(ByteSize.ofMb(20), Cores.ONE), capacity.free());
        }
        assertEquals(TOTAL, capacity.free());
    }

    @Test
    void permit_closed_twice_gives_back_once() {
        Permit permit = capacity.tryTake(LARGE).orElseThrow();
        permit.close();
        permit.close();
        assertEquals(TOTAL, capacity.free());
    }

    @Test
    void part_of_a_permit_is_one_of_its_own_and_nobody_comes_between() {
        Demand core = Demand.computing(ByteSize.ZERO, Cores.ONE);
        Permit permit = capacity.tryTake(LARGE).orElseThrow();
        Demand before = capacity.free();
        Permit part = permit.part(core);
        assertEquals(before, capacity.free());
        assertEquals(Demand.waiting(LARGE.memory()), permit.demand());
        assertThrows(IllegalArgumentException.class, () -> permit.part(core));
        permit.close();
        assertEquals(TOTAL.minus(core), capacity.free());
        part.close();
        assertEquals(TOTAL, capacity.free());
    }

    @Test
    void refusal_holds_nothing() throws Exception {
        try (Permit held = capacity.tryTake(LARGE).orElseThrow()) {
            Demand before = capacity.free();
            assertEquals(Optional.empty(), capacity.tryTake(held.demand()));
            assertEquals(Optional.empty(), capacity.take(LARGE, Duration.ofMillis(20)));
            assertEquals(before, capacity.free());
        }
    }

    @Test
    void demand_is_never_granted_in_part() {
        try (Permit memory = capacity.tryTake(Demand.waiting(ByteSize.ofMb(90))).orElseThrow()) {
            assertEquals(Optional.empty(), capacity.tryTake(LARGE));
            assertEquals(TOTAL.milliCores(), capacity.free().milliCores());
            assertEquals(ByteSize.ofMb(90), memory.demand().memory());
        }
    }

    @Test
    void demand_beyond_the_machine_is_an_error_at_once() {
        Demand impossible = Demand.waiting(ByteSize.ofMb(101));
        assertThrows(IllegalArgumentException.class, () -> capacity.tryTake(impossible));
        assertThrows(IllegalArgumentException.class, () -> capacity.take(impossible, LONG));
    }

    @Test
    void large_demand_is_not_passed_by_small_ones() throws Exception {
        Permit held = capacity.tryTake(LARGE).orElseThrow();
        CountDownLatch served = new CountDownLatch(1);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try (Permit permit = capacity.take(LARGE, LONG).orElseThrow()) {
                assertEquals(LARGE, permit.demand());
                served.countDown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(Optional.empty(), capacity.tryTake(SMALL));
        held.close();
        assertTrue(served.await(30, TimeUnit.SECONDS));
    }

    @Test
    void waiter_that_gives_up_lets_the_next_one_pass() throws Exception {
        try (Permit held = capacity.tryTake(LARGE).orElseThrow()) {
            Thread large = Thread.ofVirtual().start(() -> takeUntilInterrupted(LARGE));
            while (large.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            CountDownLatch served = new CountDownLatch(1);
            Thread small = Thread.ofVirtual().start(() -> {
                takeUntilInterrupted(SMALL);
                served.countDown();
            });
            large.interrupt();
            assertTrue(served.await(30, TimeUnit.SECONDS));
            small.join();
            large.join();
            assertFalse(held.demand().fits(capacity.free()));
        }
        assertEquals(TOTAL, capacity.free());
    }

    private void takeUntilInterrupted(Demand demand) {
        try (Permit permit = capacity.take(demand, LONG).orElseThrow()) {
            assertEquals(demand, permit.demand());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takers, impatient takers and interrupted takers at once: never more held than there is, and at the end all is
     * free.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void capacity_is_never_exceeded_nor_lost(long seed) throws Exception {
        AtomicLong heldMb = new AtomicLong();
        AtomicInteger tooMuch = new AtomicInteger();
        AtomicInteger granted = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 24; t++) {
            Random random = new Random(seed * 1000 + t);
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 200; i++) {
                    int mb = 1 + random.nextInt(90);
                    Demand demand = new Demand(ByteSize.ofMb(mb), random.nextInt(1500));
                    try (Permit permit = capacity.take(demand, Duration.ofNanos(random.nextInt(400_000)))
                            .orElse(null)) {
                        if (permit != null) {
                            tooMuch.addAndGet(heldMb.addAndGet(mb) > 100 ? 1 : 0);
                            granted.incrementAndGet();
                            LockSupport.parkNanos(1_000);
                            heldMb.addAndGet(-mb);
                        }
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                }
            }));
        }
        Random random = new Random(seed);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            threads.get(random.nextInt(threads.size())).interrupt();
            Thread.sleep(1);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, tooMuch.get());
        assertTrue(granted.get() > 0);
        assertTrue(interrupted.get() > 0);
        assertEquals(TOTAL, capacity.free());
    }

    @Test
    void permit_that_shrinks_gives_the_difference_back_and_no_more() {
        Capacity capacity = new Capacity(Demand.computing(ByteSize.ofMb(100), Cores.ONE));
        Permit permit =
                capacity.tryTake(Demand.computing(ByteSize.ofMb(80), Cores.ONE)).orElseThrow();
        permit.shrinkTo(Demand.waiting(ByteSize.ofMb(30)));
        assertEquals(Demand.computing(ByteSize.ofMb(70), Cores.ONE), capacity.free());
        permit.shrinkTo(Demand.waiting(ByteSize.ofMb(90)));
        assertEquals(Demand.computing(ByteSize.ofMb(70), Cores.ONE), capacity.free());
        permit.close();
        permit.close();
        assertEquals(capacity.total(), capacity.free());
    }
}
