package dev.carrel.server.workspace;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of projects and files. */
public final class WorkspaceChapter {
    public static final Chapter CHAPTER = new Chapter(
            "workspace",
            Map.ofEntries(
                    Map.entry("ProjectWish", ProjectController.ProjectWish.class),
                    Map.entry("ProjectRename", ProjectController.ProjectRename.class),
                    Map.entry("Project", ProjectController.ShownProject.class),
                    Map.entry("Projects", ProjectController.ShownProjects.class),
                    Map.entry("OpenProject", ProjectController.OpenProject.class),
                    Map.entry("ProjectFile", ProjectController.ShownFile.class),
                    Map.entry("WrittenFile", Written.class),
                    Map.entry("FileContent", FileController.FileContent.class),
                    Map.entry("FileSave", FileController.FileSave.class),
                    Map.entry("FileSaved", FileController.Saved.class),
                    Map.entry("FileRename", FileController.FileRename.class),
                    Map.entry("FileRevision", FileController.ShownRevision.class),
                    Map.entry("FileHistory", FileController.FileHistory.class),
                    Map.entry("SnapshotWish", SnapshotController.SnapshotWish.class),
                    Map.entry("Snapshot", SnapshotController.ShownSnapshot.class),
                    Map.entry("Snapshots", SnapshotController.ShownSnapshots.class),
                    Map.entry("SharedFile", SnapshotController.SharedFile.class),
                    Map.entry("SharedProject", SnapshotController.SharedProject.class)),
            Set.of(
                    ProjectController.ProjectWish.class,
                    ProjectController.ProjectRename.class,
                    Written.class,
                    FileController.FileSave.class,
                    FileController.FileRename.class,
                    SnapshotController.SnapshotWish.class),
            List.of());

    private WorkspaceChapter() {}
}
