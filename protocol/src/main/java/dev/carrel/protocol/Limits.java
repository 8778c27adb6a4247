package dev.carrel.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one step may use; every limit is at least the least that makes sense.
 *
 * @param output of stdout and of stderr, each
 * @param disk of all files of the job together, memory-backed folders included
 * @param file of the largest single file
 * @param files names (inodes) that the job may hold
 * @param share of the processor; applied once a job has used its first 200 ms
 */
public record Limits(
        Duration cpu,
        Duration wall,
        ByteSize memory,
        ByteSize output,
        ByteSize disk,
        ByteSize file,
        ByteSize stack,
        int files,
        int openFiles,
        int processes,
        Cores share) {
    /** Added to cpu / share when only a CPU limit is named: start, I/O, a busy machine. */
    public static final Duration WALL_SLACK = Duration.ofSeconds(2);

    /** Sandbox defaults of the run stage. */
    public static final Limits RUN = new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            ByteSize.ofMb(128),
            ByteSize.ofMb(1),
            ByteSize.ofMb(32),
            ByteSize.ofMb(32),
            ByteSize.ofMb(64),
            1024,
            256,
            64,
            Cores.HALF);

    /**
     * Sandbox defaults of the compile stage, in the lowest tier; its memory is its tier's. A compiler is held to what
     * it computes: it waits for nobody but a busy machine or a cold disk, and neither is the learner's doing.
     */
    public static final Limits COMPILE = new Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            ByteSize.ofMb(128),
            ByteSize.ofMb(1),
            ByteSize.ofMb(128),
            ByteSize.ofMb(128),
            ByteSize.ofMb(64),
            4096,
            256,
            128,
            Cores.ONE);

    /** What an operator's own machine grants unless told otherwise. */
    public static final Limits CEILING = new Limits(
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            ByteSize.ofMb(2048),
            ByteSize.ofMb(16),
            ByteSize.ofMb(1024),
            ByteSize.ofMb(512),
            ByteSize.ofMb(1024),
            65_536,
            4096,
            1024,
            new Cores(4000));

    public Limits {
        LimitField.CPU.checked(ms(cpu));
        LimitField.WALL.checked(ms(wall));
        LimitField.MEMORY.checked(memory.bytes());
        LimitField.OUTPUT.checked(output.bytes());
        LimitField.DISK.checked(disk.bytes());
        LimitField.FILE.checked(file.bytes());
        LimitField.STACK.checked(stack.bytes());
        LimitField.FILES.checked(files);
        LimitField.OPEN_FILES.checked(openFiles);
        LimitField.PROCESSES.checked(processes);
        LimitField.CORES.checked(share.milli() / 1000.0);
    }

    /** These limits with the request's in place of them; one above the ceiling is refused, never cut. */
    public Limits with(LimitsRequest request, Limits ceiling) {
        Duration newCpu = time(LimitField.CPU, request.cpuMs(), cpu, ceiling.cpu);
        Cores newShare = cores(request.cores(), ceiling.share);
        return new Limits(
                newCpu,
                request.wallMs() == null && request.cpuMs() != null
                        ? min(wallFor(newCpu, newShare), ceiling.wall)
                        : time(LimitField.WALL, request.wallMs(), wall, ceiling.wall),
                size(LimitField.MEMORY, request.memoryBytes(), memory, ceiling.memory),
                size(LimitField.OUTPUT, request.outputBytes(), output, ceiling.output),
                size(LimitField.DISK, request.diskBytes(), disk, ceiling.disk),
                size(LimitField.FILE, request.fileBytes(), file, ceiling.file),
                size(LimitField.STACK, request.stackBytes(), stack, ceiling.stack),
                count(LimitField.FILES, request.files(), files, ceiling.files),
                count(LimitField.OPEN_FILES, request.openFiles(), openFiles, ceiling.openFiles),
                count(LimitField.PROCESSES, request.processes(), processes, ceiling.processes),
                newShare);
    }

    /** With a share of the processor that whoever is judged by his time has to himself. */
    public Limits withShare(Cores other) {
        return new Limits(cpu, wall, memory, output, disk, file, stack, files, openFiles, processes, other);
    }

    public Limits withTime(Duration newCpu, Duration newWall) {
        return new Limits(newCpu, newWall, memory, output, disk, file, stack, files, openFiles, processes, share);
    }

    public Limits withMemory(ByteSize other) {
        return new Limits(cpu, wall, other, output, disk, file, stack, files, openFiles, processes, share);
    }

    /** The wall clock that a CPU limit needs at this share. */
    public static Duration wallFor(Duration cpu, Cores share) {
        return cpu.multipliedBy(1000).dividedBy(Math.min(share.milli(), 1000)).plus(WALL_SLACK);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private Cores cores(@Nullable Double wanted, Cores ceiling) {
        return wanted == null
                ? share
                : new Cores((int) Math.round(LimitField.CORES.under(wanted, ceiling.milli() / 1000.0) * 1000));
    }

    private static Duration time(LimitField field, @Nullable Double wanted, Duration own, Duration ceiling) {
        return wanted == null ? own : Duration.ofNanos(Math.round(field.under(wanted, ms(ceiling)) * 1e6));
    }

    private static ByteSize size(LimitField field, @Nullable Double wanted, ByteSize own, ByteSize ceiling) {
        return wanted == null ? own : new ByteSize((long) field.under(wanted, ceiling.bytes()));
    }

    private static int count(LimitField field, @Nullable Double wanted, int own, int ceiling) {
        return wanted == null ? own : (int) field.under(wanted, ceiling);
    }

    private static double ms(Duration time) {
        return time.toSeconds() * 1e3 + time.getNano() / 1e6;
    }
}
