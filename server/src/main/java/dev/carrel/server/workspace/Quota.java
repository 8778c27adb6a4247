package dev.carrel.server.workspace;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FileSet;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.List;
import org.springframework.stereotype.Component;

/** How much one person may keep, and in sentences when it is too much. */
@Component
class Quota {
    private static final String LESS = "Delete what you need no more, or have it as a zip first.";

    private static final String BACK = "Take a link back that nobody needs.";

    private final WorkspaceConfig config;

    Quota(WorkspaceConfig config) {
        this.config = config;
    }

    /** @param all that they have */
    void demandProject(List<Project> all, long bytes) {
        if (all.size() >= config.projects()) {
            throw tooMuch(
                    "projects",
                    "projects-too-many",
                    "You have " + all.size() + " projects, and an account may have " + config.projects() + ".");
        }
        demandBytes(all, bytes);
    }

    /** @param more than before */
    void demandBytes(List<Project> all, long more) {
        long sum = more + all.stream().mapToLong(Project::bytes).sum();
        if (more > 0 && sum > config.bytes().bytes()) {
            throw tooMuch(
                    "projects",
                    "projects-too-large",
                    "All your files would hold " + new ByteSize(sum) + ", and an account may have " + config.bytes()
                            + ".");
        }
    }

    boolean allowsSnapshots() {
        return config.snapshots() > 0;
    }

    /** @param have those that they have made already */
    void demandSnapshot(SnapshotTable.Sum have, long bytes) {
        if (have.snapshots() >= config.snapshots()) {
            throw tooMuch(
                    "links",
                    "links-too-many",
                    "You have " + have.snapshots() + " links, and an account may have " + config.snapshots() + ".",
                    BACK);
        }
        long sum = have.bytes() + bytes;
        if (sum > config.bytes().bytes()) {
            throw tooMuch(
                    "links",
                    "links-too-large",
                    "All your links would show " + new ByteSize(sum) + ", and an account may show " + config.bytes()
                            + ".",
                    BACK);
        }
    }

    /** A project holds no more than a run takes. */
    static void demandRoom(Project project, long more) {
        long sum = project.bytes() + more;
        if (more > 0 && sum > FileSet.MAX_TOTAL.bytes()) {
            throw tooMuch(
                    "files",
                    "files-too-large",
                    "The files of this project would hold " + new ByteSize(sum) + ", more than the " + FileSet.MAX_TOTAL
                            + " that one run takes.");
        }
    }

    private static RefusalException tooMuch(String field, String rule, String sentence) {
        return tooMuch(field, rule, sentence, LESS);
    }

    private static RefusalException tooMuch(String field, String rule, String sentence, String remedy) {
        return new RefusalException(new Refusal.TooLarge(field, rule, sentence, remedy));
    }
}
