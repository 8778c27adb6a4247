package dev.carrel.runner.selftest;

import dev.carrel.runner.serve.IpcObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a machine carries besides the programs that are meant to run: taken before the first attack, and compared after
 * each. Box is our parent process: whatever slots leave, hangs below it, or in its control groups.
 */
record Leftovers(Set<String> files, long ipc, long mounts, long descriptors, boolean oneUid) {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"), Path.of("/run/lock"));
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final long SPARE_DESCRIPTORS = 8;
    private static final int FIRST_SUBUID = 100_000;

    /** @param oneUid whether slots have no uids of their own */
    static Leftovers now(boolean oneUid) {
        try {
            return new Leftovers(
                    sharedFiles(),
                    IpcObjects.ofSlots(oneUid),
                    linesOf("/proc/self/mounts").size(),
                    entries(Path.of("/proc/self/fd")).size(),
                    oneUid);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at /proc/sysvipc", e);
        }
    }

    /** What is there now and was not there before; empty when all is clean. */
    List<String> since(Leftovers before) {
        List<String> found = new ArrayList<>();
        files.stream()
                .filter(file -> !before.files.contains(file))
                .map(file -> "file " + file)
                .forEach(found::add);
        if (ipc > before.ipc) {
            found.add((ipc - before.ipc) + " IPC objects");
        }
        if (mounts > before.mounts) {
            found.add((mounts - before.mounts) + " mounts");
        }
        if (descriptors > before.descriptors + SPARE_DESCRIPTORS) {
            found.add((descriptors - before.descriptors) + " descriptors of ours");
        }
        found.addAll(processes());
        found.addAll(groups());
        return found;
    }

    private static List<String> processes() {
        ProcessHandle self = ProcessHandle.current();
        Set<Long> ours =
                new TreeSet<>(self.descendants().map(ProcessHandle::pid).toList());
        ours.add(self.pid());
        return self.parent().stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> !ours.contains(process.pid()))
                .map(process -> "process " + process.pid() + " "
                        + process.info().command().orElse(""))
                .toList();
    }

    private static List<String> groups() {
        String box = self() + "-";
        List<String> found = new ArrayList<>();
        for (Path parent : groupFolders()) {
            for (Path instance : entries(parent)) {
                if (named(instance).startsWith(box)) {
                    entries(instance).stream()
                            .filter(group -> named(group).startsWith("slot-"))
                            .map(group -> "control group " + group)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /**
     * Where box, which started us in its own groups, may have made folders: at the top of a hierarchy, or where we
     * stand.
     */
    private static Set<Path> groupFolders() {
        Set<Path> folders = new TreeSet<>();
        for (String line : linesOf("/proc/self/cgroup")) {
            String[] parts = line.split(":", 3);
            for (String controller : parts[1].split(",")) {
                Path top = GROUPS.resolve(controller);
                Path own = top.resolve(parts[2].substring(1));
                folders.add(top.resolve("carrel"));
                folders.add(own.resolve("carrel"));
                folders.add(own.resolveSibling("carrel")); // cgroup v2: box and we stand in service/ beside it
            }
        }
        return folders;
    }

    private static String named(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static long self() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    /**
     * Files of uids that no person has: slots have theirs from ranges for containers. Names tell where all share one
     * uid.
     */
    private static Set<String> sharedFiles() {
        Set<String> found = new TreeSet<>();
        for (Path folder : FOLDERS) {
            for (Path file : entries(folder)) {
                if (isStrangers(file)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }

    private static boolean isStrangers(Path file) {
        try {
            return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS) >= FIRST_SUBUID
                    || named(file).startsWith("carrel-planted");
        } catch (IOException e) {
            return false; // it went away while we looked
        }
    }

    private static List<Path> entries(Path folder) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            return found; // it went away while we looked
        }
        return found;
    }

    private static List<String> linesOf(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }
}
