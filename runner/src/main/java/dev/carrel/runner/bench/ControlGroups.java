package dev.carrel.runner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processor time that control groups (version 1) have counted. The figures of processes lack what one used for
 * which nobody waited: when a slot is closed, all that ends with it, its interpreter above all. A group counts whatever
 * ran in it, to the nanosecond.
 */
record ControlGroups(List<Path> groups) {
    private static final Path TOP = Path.of("/sys/fs/cgroup/cpuacct");
    private static final Path SLOTS = TOP.resolve("carrel");

    /**
     * Of a box and all that it started; empty where it has no group to itself, or the kernel no such groups.
     *
     * @param keeper the process of box that serves, which stands in a group where whoever started it does not
     */
    static Optional<ControlGroups> of(long keeper) {
        Optional<Path> own = group(keeper);
        Optional<Path> starter = ProcessHandle.of(keeper)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .flatMap(ControlGroups::group);
        return own.filter(group -> starter.isPresent() && !starter.get().equals(group))
                .map(group -> new ControlGroups(Stream.concat(Stream.of(group), ofSlots(keeper).groups.stream())
                        .toList()));
    }

    /** Of that box's slots, those that are closed too. */
    static ControlGroups ofSlots(long keeper) {
        if (!Files.isDirectory(SLOTS)) {
            return new ControlGroups(List.of());
        }
        try (Stream<Path> instances = Files.list(SLOTS)) {
            return new ControlGroups(instances
                    .filter(one -> one.getFileName().toString().startsWith(keeper + "-"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where that process stands: a line of the file is number:controllers:path. */
    private static Optional<Path> group(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "cgroup"))) {
            return lines.map(line -> line.split(":", 3))
                    .filter(parts -> List.of(parts[1].split(",")).contains("cpuacct"))
                    .map(parts -> TOP.resolve(parts[2].substring(1)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Duration cpu() {
        return groups.stream().map(ControlGroups::used).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration used(Path group) {
        try {
            return Duration.ofNanos(Long.parseLong(
                    Files.readString(group.resolve("cpuacct.usage")).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
