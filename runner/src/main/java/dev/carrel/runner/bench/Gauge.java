package dev.carrel.runner.bench;

import dev.carrel.protocol.ByteSize;
import dev.carrel.runner.serve.Footprint;
import dev.carrel.runner.serve.IpcObjects;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured at rest, and how far two measurements of an unchanged machine may lie apart.
 *
 * @param noise the part of the first figure that is no growth
 * @param least the amount that is no growth, however small the first figure
 */
record Gauge(String name, Unit unit, double noise, long least, Reading reading) {
    enum Unit {
        BYTES,
        COUNT
    }

    interface Reading {
        long now() throws IOException;
    }

    static final long NOT_READABLE = -1;

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    /** @param keeperFds a file in which somebody with the right to look keeps box's number of descriptors */
    static List<Gauge> all(Path data, Path keeperFds) {
        List<Gauge> all = new ArrayList<>();
        all.add(bytes("Java heap after collection", 0.1, 2 * MB, Gauge::heap));
        all.add(bytes("Java classes and code", 0.1, 3 * MB, Gauge::nonHeap));
        all.add(bytes("Java resident", 0.15, 32 * MB, () -> status("VmRSS:") * KB));
        all.add(count("Java threads", 4, () -> status("Threads:")));
        all.add(count("Java descriptors", 3, () -> children(Path.of("/proc/self/fd"))));
        all.add(bytes("box resident", 0.1, 256 * KB, Footprint::boxBytes));
        all.add(count("box descriptors", 0, () -> keeperDescriptors(keeperFds)));
        all.add(count("box processes", 0, Gauge::boxProcesses));
        all.add(count("mounts of the host", 0, () -> lines(Path.of("/proc/self/mounts"))));
        all.add(count("mounts of box", 0, () -> lines(ofKeeper("mounts"))));
        all.add(count("control groups", 0, Gauge::groups));
        all.add(count("SysV IPC objects of slots", 0, () -> IpcObjects.ofSlots(false)));
        all.add(bytes("data folder", 0, 64 * KB, () -> tree(data).bytes()));
        all.add(count("data folder, names", 4, () -> tree(data).names()));
        all.add(bytes("kernel memory, whole machine", 0.15, 32 * MB, Gauge::slab));
        return all;
    }

    private static Gauge bytes(String name, double noise, long least, Reading reading) {
        return new Gauge(name, Unit.BYTES, noise, least, reading);
    }

    private static Gauge count(String name, long least, Reading reading) {
        return new Gauge(name, Unit.COUNT, 0, least, reading);
    }

    long allowed(long first) {
        return Math.max(least, Math.round(first * noise));
    }

    String shown(long value) {
        return value == NOT_READABLE
                ? "not readable"
                : switch (unit) {
                    case BYTES -> value < 0 ? "-" + new ByteSize(-value) : new ByteSize(value).toString();
                    case COUNT -> Long.toString(value);
                };
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long nonHeap() {
        return ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
    }

    private static long status(String key) throws IOException {
        return field(Path.of("/proc/self/status"), key);
    }

    private static long slab() throws IOException {
        return field(Path.of("/proc/meminfo"), "SUnreclaim:") * KB;
    }

    private static long field(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(NOT_READABLE);
    }

    private static Path ofKeeper(String file) {
        String pid =
                Footprint.keeper().map(keeper -> Long.toString(keeper.pid())).orElse("self");
        return Path.of("/proc", pid, file);
    }

    private static long keeperDescriptors(Path told) throws IOException {
        if (Files.isReadable(ofKeeper("fd"))) {
            return children(ofKeeper("fd"));
        }
        return Files.isReadable(told) ? Long.parseLong(Files.readString(told).strip()) : NOT_READABLE;
    }

    private static long boxProcesses() {
        long ours = 1 + ProcessHandle.current().descendants().count();
        return Footprint.keeper()
                .map(keeper -> keeper.descendants().count() + 1 - ours)
                .orElse(NOT_READABLE);
    }

    private static long groups() throws IOException {
        String box = Footprint.keeper().map(keeper -> keeper.pid() + "-").orElse("none");
        long found = 0;
        for (Path hierarchy : list(Path.of("/sys/fs/cgroup"))) {
            for (Path instance : list(hierarchy.resolve("carrel"))) {
                if (String.valueOf(instance.getFileName()).startsWith(box)) {
                    found += 1
                            + list(instance).stream().filter(Files::isDirectory).count();
                }
            }
        }
        return found;
    }

    private static long lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    private static long children(Path folder) throws IOException {
        return list(folder).size();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private record Tree(long bytes, long names) {}

    /** What a run could have written: caches and sockets; roots and the build's own folders are not its business. */
    private static Tree tree(Path data) throws IOException {
        long[] sum = new long[2];
        for (String part : List.of("cache", "run")) {
            if (Files.isDirectory(data.resolve(part))) {
                Files.walkFileTree(data.resolve(part), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        sum[0] += facts.size();
                        sum[1]++;
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE; // it went away while we looked
                    }
                });
            }
        }
        return new Tree(sum[0], sum[1]);
    }
}
