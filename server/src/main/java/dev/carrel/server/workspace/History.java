package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FilePath;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What files were before: so many revisions of each, and so much of all of a project. */
@Component
class History {
    private static final int TRIES = 3;

    private final FileTable files;
    private final Contents contents;
    private final WorkspaceConfig config;

    History(FileTable files, Contents contents, WorkspaceConfig config) {
        this.files = files;
        this.contents = contents;
        this.config = config;
    }

    /** @return what the revisions held that were forgotten */
    List<String> shorten(Project project, KeptFile file, Instant now) {
        List<String> left = new ArrayList<>();
        List<Revision> revisions = new ArrayList<>(files.history(project.id(), file));
        while (revisions.size() > config.revisions()) {
            Revision least = revisions.remove(
                    Thinning.least(revisions.stream().map(Revision::changed).toList(), now));
            files.forget(project.id(), file.born(), least);
            left.add(least.hash());
        }
        long over = files.formerBytes(project.id()) - config.history().bytes();
        if (over > 0) {
            forgetOldest(project, over, left);
        }
        return left;
    }

    private void forgetOldest(Project project, long over, List<String> left) {
        long still = over;
        for (FileTable.Former former : files.former(project.id())) {
            if (still <= 0) {
                return;
            }
            files.forget(project.id(), former.file(), former.revision());
            left.add(former.revision().hash());
            still -= former.revision().bytes();
        }
    }

    /** A file as it is now, or was at that revision. */
    record Found(KeptFile file, Revision revision, Bytes content) {}

    List<Revision> of(Project project, FilePath path) {
        return files.history(project.id(), file(project, path));
    }

    private KeptFile file(Project project, FilePath path) {
        return files.find(project.id(), path)
                .orElseThrow(() -> new RefusalException(new Refusal.NotFound("This project has no such file.")));
    }

    /**
     * What a file holds may be dropped between the look at its row and the look at its octets, when it is saved in just
     * that moment: then its row names others.
     *
     * @param revision 0 for that of now
     */
    Found find(Project project, FilePath path, long revision) {
        for (int i = 0; i < TRIES; i++) {
            KeptFile file = file(project, path);
            Revision wanted = revision == 0
                    ? file.now()
                    : files.history(project.id(), file).stream()
                            .filter(one -> one.revision() == revision)
                            .findFirst()
                            .orElseThrow(() -> new RefusalException(
                                    new Refusal.NotFound("This file has no such revision, or it is kept no longer.")));
            var content = contents.read(project, wanted);
            if (content.isPresent()) {
                return new Found(file, wanted, content.get());
            }
        }
        throw new IllegalStateException("what " + project.id() + " holds is not kept");
    }
}
