package dev.carrel.runner.serve;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the service itself occupies: the Java heap, and the resident memory of box's processes, which are our ancestor's
 * children and grandchildren. Programs live one step deeper and do not count: they have limits of their own.
 */
public final class Footprint implements LongSupplier {
    private static final int PAGE = 4096;

    @Override
    public long getAsLong() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + boxBytes();
    }

    /** The process of box that serves us; nothing where box was started by somebody else. */
    public static Optional<ProcessHandle> keeper() {
        Optional<ProcessHandle> up = ProcessHandle.current().parent();
        while (up.isPresent() && !name(up.get()).equals("carrel-box")) {
            up = up.get().parent();
        }
        return up;
    }

    private static String name(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    public static long boxBytes() {
        return keeper().stream()
                .flatMap(keeper -> Stream.concat(Stream.of(keeper), supervisorsAndSlots(keeper)))
                .mapToLong(Footprint::resident)
                .sum();
    }

    /** Slots that are open, or not yet buried. */
    public static long slots() {
        return keeper().stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> name(child).equals("carrel-box"))
                .count();
    }

    /** By one look at what runs on this machine: each looks at all of it. */
    private static Stream<ProcessHandle> supervisorsAndSlots(ProcessHandle keeper) {
        Map<Optional<ProcessHandle>, List<ProcessHandle>> children =
                keeper.descendants().collect(Collectors.groupingBy(ProcessHandle::parent));
        return children.getOrDefault(Optional.of(keeper), List.of()).stream()
                .filter(child -> name(child).equals("carrel-box"))
                .flatMap(supervisor -> Stream.concat(
                        Stream.of(supervisor), children.getOrDefault(Optional.of(supervisor), List.of()).stream()));
    }

    private static long resident(ProcessHandle process) {
        try {
            String[] pages = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"))
                    .split(" ");
            return Long.parseLong(pages[1]) * PAGE;
        } catch (IOException e) {
            return 0; // it went away while we looked
        }
    }
}
