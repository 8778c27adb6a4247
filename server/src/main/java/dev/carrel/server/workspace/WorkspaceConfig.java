package dev.carrel.server.workspace;

import dev.carrel.protocol.ByteSize;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.List;

/**
 * How much somebody may keep.
 *
 * @param projects of one person
 * @param bytes of all files of one person, as they are now
 * @param revisions of one file, that of now included
 * @param history of what the files of one project were before
 * @param snapshots that one person has made and not taken back
 * @param keep how long a project stays that nobody opens; zero for ever
 */
public record WorkspaceConfig(
        int projects, ByteSize bytes, int revisions, ByteSize history, int snapshots, Duration keep) {
    private static final int MOST = 1000;
    private static final Setting<Integer> PROJECTS =
            Setting.number("workspace.projects", 50, 1, MOST, "How many projects one person may have.");
    private static final Setting<ByteSize> BYTES = Setting.size(
            "workspace.bytes", "50MB", "What all files of one person may hold together, what they were before aside.");
    private static final Setting<Integer> REVISIONS = Setting.number(
            "workspace.revisions",
            30,
            1,
            MOST,
            "How many revisions of one file are kept: close together for the last minutes, further apart the older they are.");
    private static final Setting<ByteSize> HISTORY = Setting.size(
            "workspace.history",
            "20MB",
            "What the former revisions of all files of one project may hold; beyond it the oldest go.");
    private static final Setting<Integer> SNAPSHOTS = Setting.number(
            "workspace.snapshots",
            20,
            0,
            MOST,
            "How many links to their projects one person may have at a time; `0`: nobody makes any, and those that there are lead nowhere.");
    private static final Setting<Duration> KEEP = Setting.time(
            "workspace.keep",
            "0d",
            "How long a project is kept that nobody opens; `0d`: until its owner deletes it. What minors do not use goes by `account.minors-keep` whatever this says.");

    public static final List<Setting<?>> SETTINGS = List.of(PROJECTS, BYTES, REVISIONS, HISTORY, SNAPSHOTS, KEEP);

    public static WorkspaceConfig of(Values values) {
        return new WorkspaceConfig(
                values.get(PROJECTS),
                values.get(BYTES),
                values.get(REVISIONS),
                values.get(HISTORY),
                values.get(SNAPSHOTS),
                values.get(KEEP));
    }

    boolean forgets() {
        return !keep.isZero();
    }
}
