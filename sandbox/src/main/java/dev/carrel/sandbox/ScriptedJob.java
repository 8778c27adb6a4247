package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.WorkFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a pretended program can do. Each act may end the program, as the real limits would, by an exception that the
 * lambda lets pass. Time stands still unless the program computes or sleeps.
 */
public final class ScriptedJob {
    private final Command command;
    private final OutputSink sink;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> stdin = new ArrayDeque<>();
    private final List<WorkFile> left = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final Map<Stream, Long> written = new EnumMap<>(Stream.class);
    private boolean stdinEnded;
    private @Nullable RuntimeException interrupt;
    private Duration now = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private ByteSize memoryPeak = ByteSize.ZERO;
    private int processes = 1;
    private boolean oomKilled;

    /** The program is over, with this outcome. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient Outcome outcome;

        Over(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    /** The slot is over. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost(String why) {
            super(why, null, false, false);
        }
    }

    ScriptedJob(Command command, OutputSink sink) {
        this.command = command;
        this.sink = sink;
    }

    public Command command() {
        return command;
    }

    public void out(String text) {
        write(Stream.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void err(String text) {
        write(Stream.STDERR, text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(Stream stream, byte[] octets) {
        checkAlive();
        long before = written.getOrDefault(stream, 0L);
        int fitting = (int) Math.min(octets.length, command.limits().output().bytes() - before);
        written.put(stream, before + fitting);
        if (fitting > 0) {
            sink.accept(stream, now, Arrays.copyOf(octets, fitting));
        }
        if (fitting < octets.length) {
            flags.add(stream == Stream.STDOUT ? Flag.STDOUT_TRUNCATED : Flag.STDERR_TRUNCATED);
            throw new Over(new Outcome.OutputLimit());
        }
    }

    /** Waits for what the program's user types next; empty at the end of stdin. */
    public byte[] read() {
        lock.lock();
        try {
            while (interrupt == null && stdin.isEmpty() && !stdinEnded) {
                changed.awaitUninterruptibly();
            }
            checkAlive();
            return stdin.isEmpty() ? new byte[0] : stdin.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Does nothing until somebody ends it. */
    public void hang() {
        lock.lock();
        try {
            while (interrupt == null) {
                changed.awaitUninterruptibly();
            }
            checkAlive();
        } finally {
            lock.unlock();
        }
    }

    public void compute(Duration time) {
        checkAlive();
        Duration left = command.limits().cpu().minus(cpu);
        boolean over = time.compareTo(left) >= 0;
        cpu = cpu.plus(over ? left : time);
        sleep(over ? left : time);
        if (over) {
            throw new Over(new Outcome.CpuLimit());
        }
    }

    public void sleep(Duration time) {
        checkAlive();
        Duration left = command.limits().wall().minus(now);
        boolean over = time.compareTo(left) >= 0;
        now = now.plus(over ? left : time);
        if (over) {
            throw new Over(new Outcome.WallLimit());
        }
    }

    public void allocate(ByteSize memory) {
        checkAlive();
        ByteSize limit = command.limits().memory();
        boolean over = memory.compareTo(limit) > 0;
        memoryPeak = over ? limit : memory;
        if (over) {
            oomKilled = true;
            throw new Over(new Outcome.MemoryLimit());
        }
    }

    public void fork(int children) {
        checkAlive();
        boolean over = processes + children > command.limits().processes();
        processes = Math.min(processes + children, command.limits().processes());
        if (over) {
            flags.add(Flag.PROCESS_REFUSED);
            throw new Over(new Outcome.ProcessLimit());
        }
    }

    /** Leaves a file in the working folder, handed back as far as the command collects. */
    public void leave(WorkFile file) {
        checkAlive();
        if (left.size() < command.collect().maxFiles()) {
            left.add(file);
        } else {
            flags.add(Flag.FILES_LEFT);
        }
    }

    public void die(int signal) {
        checkAlive();
        throw new Over(new Outcome.Signalled(signal));
    }

    /** The program's own file cannot be started, as if the root had lost it. */
    public void notThere(String why) {
        checkAlive();
        throw new Over(new Outcome.NotStarted(why));
    }

    /** The sandbox itself fails. */
    public void loseSlot(String why) {
        checkAlive();
        throw new Lost(why);
    }

    void offer(byte[] octets) {
        change(() -> {
            stdinEnded |= octets.length == 0;
            stdin.addAll(octets.length == 0 ? List.of() : List.of(octets));
        });
    }

    void interrupt(RuntimeException by) {
        change(() -> interrupt = interrupt == null ? by : interrupt);
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void checkAlive() {
        lock.lock();
        try {
            if (interrupt != null) {
                throw interrupt;
            }
        } finally {
            lock.unlock();
        }
    }

    Ended ended(Outcome outcome) {
        Integer exitCode = outcome instanceof Outcome.Exited(int code) ? code : null;
        Integer signal = switch (outcome) {
            case Outcome.Exited _, Outcome.NotStarted _, Outcome.ProcessLimit _, Outcome.DiskLimit _ -> null;
            case Outcome.Signalled(int number) -> number;
            case Outcome.CpuLimit _,
                    Outcome.WallLimit _,
                    Outcome.MemoryLimit _,
                    Outcome.OutputLimit _,
                    Outcome.Cancelled _ -> 9;
        };
        Usage usage = new Usage(cpu, cpu, Duration.ZERO, now, memoryPeak, processes, oomKilled);
        return new Ended(outcome, exitCode, signal, usage, left, flags);
    }
}
