package dev.carrel.runner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A process and all that it started, the ended ones too: where the process has a control group to itself, by that, and
 * else by the figures of the processes that live, which hold those of the children that they waited for.
 */
record ProcessTree(long root) {
    /** The kernel tells time to programs in hundredths of a second, on every machine that we run on. */
    private static final long TICK_MS = 10;

    private static final int USER_TIME = 11;
    private static final int TIMES = 4;
    private static final long PAGE = 4096;
    /** Of the first line: user, nice, system. */
    private static final int[] WORKED = {1, 2, 3};
    /** The parent of the kernel's threads, where they can be seen. */
    private static final ProcessTree KERNEL = new ProcessTree(2);

    Duration cpu() {
        return ControlGroups.of(root).map(ControlGroups::cpu).orElseGet(this::ofProcesses);
    }

    private Duration ofProcesses() {
        return Duration.ofMillis(all().mapToLong(ProcessTree::ticks).sum() * TICK_MS);
    }

    /** What this process has used, who asks. */
    static Duration ours() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * What all programs on this machine have used. What the kernel's threads do, which clear away behind everybody's
     * programs and ours most of all, is nobody's, nor is what interrupts take.
     */
    static Duration machine() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] ticks = lines.findFirst().orElse("").split(" +");
            return Duration.ofMillis(TICK_MS
                            * IntStream.of(WORKED)
                                    .mapToLong(i -> Long.parseLong(ticks[i]))
                                    .sum())
                    .minus(isKernel() ? KERNEL.cpu() : Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isKernel() throws IOException {
        Path name = Path.of("/proc", Long.toString(KERNEL.root), "comm");
        return Files.exists(name) && Files.readString(name).strip().equals("kthreadd");
    }

    /** What its virtual machines have used to compile what they run. */
    Duration compiling() {
        return Duration.ofMillis(all().flatMap(process -> list(process.resolve("task")))
                        .filter(ProcessTree::compiles)
                        .mapToLong(ProcessTree::ticks)
                        .sum()
                * TICK_MS);
    }

    private static boolean compiles(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\n");
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // it went away while we looked
        }
    }

    /** Pages that several share count in each of them. */
    long residentBytes() {
        return all().mapToLong(ProcessTree::resident).sum();
    }

    private Stream<Path> all() {
        return ProcessHandle.of(root).stream()
                .flatMap(top -> Stream.concat(Stream.of(top), top.descendants()))
                .map(process -> Path.of("/proc", Long.toString(process.pid())));
    }

    private static long ticks(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(afterName)
                    .skip(USER_TIME)
                    .limit(TIMES)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return 0; // it went away while we looked; its parent has its time
        }
    }

    private static long resident(Path process) {
        try {
            String[] pages = Files.readString(process.resolve("statm")).split(" ");
            return Long.parseLong(pages[1]) * PAGE;
        } catch (IOException e) {
            return 0;
        }
    }
}
