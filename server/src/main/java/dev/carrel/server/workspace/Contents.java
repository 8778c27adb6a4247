package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.blob.BlobGroup;
import dev.carrel.server.blob.BlobKey;
import dev.carrel.server.blob.NoRoom;
import dev.carrel.server.blob.ProjectBlobs;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What stands in files, kept beside the database by its hash: durable before the row that names it is, and dropped only
 * after the last row that named it is gone. Whoever keeps or drops holds the lock of the owner, so that nobody drops
 * what somebody else is about to name. A process that dies between the two leaves octets that no row names:
 * {@link #sweep} finds them.
 */
@Component
class Contents {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final int AT_ONCE = 500;

    private final ProjectBlobs blobs;
    private final ProjectTable projects;
    private final FileTable files;
    private final Alone alone;

    Contents(ProjectBlobs blobs, ProjectTable projects, FileTable files, Alone alone) {
        this.blobs = blobs;
        this.projects = projects;
        this.files = files;
        this.alone = alone;
    }

    /** @return its hash */
    String keep(Project project, Bytes content) {
        try {
            return blobs.keep(project.group(), content).hash();
        } catch (NoRoom e) {
            LOG.error("a file of a project is not kept: {}", e.getMessage());
            throw new RefusalException(new Refusal.Full(
                    "There is no room to keep files at the moment. Nothing was saved; keep it where you are and try again.",
                    LATER));
        }
    }

    /** Empty when it was dropped just now. */
    Optional<Bytes> read(Project project, Revision revision) {
        return blobs.read(project.key(revision.hash()));
    }

    /** What a snapshot holds; empty when it was dropped just now. */
    Optional<Bytes> read(UUID project, String hash) {
        return projects.all(List.of(project)).stream().findFirst().flatMap(found -> blobs.read(found.key(hash)));
    }

    /** Of these what no revision and no snapshot holds any more. */
    void release(Project project, Collection<String> hashes) {
        if (!hashes.isEmpty()) {
            alone.with(project.person(), () -> {
                hashes.stream()
                        .filter(hash -> !files.isUsed(project.id(), hash))
                        .forEach(hash -> blobs.drop(project.key(hash)));
                return project;
            });
        }
    }

    void releaseAll(Project project) {
        blobs.drop(project.group());
    }

    /**
     * Drops what no row names and nobody has kept since then.
     *
     * @return how many octets or projects
     */
    int sweep(Instant then) {
        int dropped = 0;
        List<BlobGroup> groups = blobs.groups();
        Set<BlobGroup> idle = Set.copyOf(blobs.idleSince(then));
        for (int from = 0; from < groups.size(); from += AT_ONCE) {
            List<BlobGroup> some = groups.subList(from, Math.min(groups.size(), from + AT_ONCE));
            Map<BlobGroup, Project> known = projects
                    .all(some.stream().map(Project::ofGroup).toList())
                    .stream()
                    .collect(Collectors.toMap(Project::group, Function.identity()));
            for (BlobGroup group : some) {
                Project project = known.get(group);
                if (project != null) {
                    dropped += sweep(project, then);
                } else if (idle.contains(group)) {
                    blobs.drop(group);
                    dropped++;
                }
            }
        }
        blobs.recount();
        return dropped;
    }

    private int sweep(Project project, Instant then) {
        List<String> old = blobs.keptBefore(project.group(), then).stream()
                .map(BlobKey::hash)
                .toList();
        Set<String> held = old.isEmpty() ? Set.of() : files.hashes(project.id());
        List<String> unheld = old.stream().filter(hash -> !held.contains(hash)).toList();
        release(project, unheld);
        return unheld.size();
    }
}
