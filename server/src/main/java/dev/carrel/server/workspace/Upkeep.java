package dev.carrel.server.workspace;

import dev.carrel.server.platform.Background;
import dev.carrel.server.platform.Dropped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Lets go, once an hour, of projects and links whose time is over and of octets that no file has. */
@Component
class Upkeep extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofHours(1);
    /** Longer than anything is kept before the row that names it. */
    private static final Duration UNDERWAY = Duration.ofHours(1);

    private final ProjectTable table;
    private final Projects projects;
    private final Contents contents;
    private final WorkspaceConfig config;
    private final SnapshotTable snapshots;
    private final Counter expired;
    private final Counter ended;
    private final Counter orphans;

    Upkeep(
            ProjectTable table,
            Projects projects,
            Contents contents,
            WorkspaceConfig config,
            SnapshotTable snapshots,
            MeterRegistry meters) {
        super("workspace-upkeep");
        this.table = table;
        this.projects = projects;
        this.contents = contents;
        this.config = config;
        this.snapshots = snapshots;
        this.expired = Dropped.of("project", meters);
        this.ended = Dropped.of("snapshot", meters);
        this.orphans = Dropped.of("project-orphan", meters);
    }

    void tend() {
        if (config.forgets()) {
            Instant then = projects.now().minus(config.keep());
            expired.increment(table.unusedSince(then).stream()
                    .filter(project -> projects.forget(project, then))
                    .count());
        }
        ended.increment(snapshots.dropEnded(projects.now()));
        orphans.increment(contents.sweep(projects.now().minus(UNDERWAY)));
    }

    @Override
    protected void work() throws InterruptedException {
        while (isRunning()) {
            try {
                tend();
            } catch (DataAccessException | TransactionException | UncheckedIOException e) {
                LOG.warn("projects cannot be looked after yet: {}", e.getMessage());
            }
            Thread.sleep(OFTEN);
        }
    }
}
