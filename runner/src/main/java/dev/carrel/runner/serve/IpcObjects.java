package dev.carrel.runner.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * SysV objects of the machine that a slot may have made, had its namespace not held it. Databases of the machine come
 * and go with objects of their own, and some of them are ours.
 */
public final class IpcObjects {
    private static final int FIRST_SUBUID = 100_000;

    private IpcObjects() {}

    /** @param oneUid whether slots have no uids of their own, so that their objects would look like ours */
    public static long ofSlots(boolean oneUid) throws IOException {
        int own = oneUid ? (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") : -1;
        long count = 0;
        for (String kind : List.of("shm", "sem", "msg")) {
            List<String> lines = Files.readAllLines(Path.of("/proc/sysvipc/" + kind));
            int maker = columns(lines.getFirst()).toList().indexOf("cuid");
            count += lines.stream()
                    .skip(1)
                    .map(line -> Long.parseLong(columns(line).toList().get(maker)))
                    .filter(uid -> uid >= FIRST_SUBUID || uid == own)
                    .count();
        }
        return count;
    }

    private static Stream<String> columns(String line) {
        return Stream.of(line.strip().split(" +"));
    }
}
