package dev.carrel.server.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.blob.BlobGroup;
import dev.carrel.server.blob.BlobKey;
import dev.carrel.server.blob.BlobStore;
import dev.carrel.server.blob.NoRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The files that programs made: small ones stay in the result, larger ones are kept beside it for as long as it is. */
@Component
class Artifacts {
    /** A larger one is not in the result itself. */
    static final ByteSize SMALL = ByteSize.ofKb(64);

    private static final Logger LOG = LoggerFactory.getLogger(Artifacts.class);
    /** A group that no run has ever had: its server died before it could write the run down. */
    private static final Duration ORPHANED = Duration.ofDays(1);

    private static final int AT_ONCE = 1000;
    private static final String UNKEPT =
            "; the files that it made could not be kept, which is our fault and not the program's";

    private final BlobStore blobs;
    private final Records records;
    private final RunConfig config;

    Artifacts(BlobStore blobs, Records records, RunConfig config) {
        this.blobs = blobs;
        this.records = records;
        this.config = config;
    }

    /** The result as it is told; without those files for which there is no room, and then it says so. */
    RunResult kept(Live run, RunResult result) {
        List<Artifact> kept = new ArrayList<>();
        String message = result.message();
        for (Artifact artifact : result.artifacts()) {
            try {
                kept.add(kept(run, artifact));
            } catch (NoRoom | IllegalArgumentException e) {
                LOG.error("a file of the run {} is not kept", run.id(), e);
                message = result.message() + UNKEPT;
            }
        }
        return kept.equals(result.artifacts()) ? result : with(result, message, kept);
    }

    private Artifact kept(Live run, Artifact artifact) throws NoRoom {
        int comma = artifact.url().indexOf(',');
        if (artifact.bytes().compareTo(SMALL) <= 0 || !artifact.url().startsWith("data:") || comma < 0) {
            return artifact;
        }
        Bytes content = Bytes.of(Base64.getDecoder().decode(artifact.url().substring(comma + 1)));
        BlobKey key = blobs.keep(group(run.id(), run.created()), content);
        return new Artifact(artifact.name(), artifact.type(), artifact.bytes(), path(run.id(), key.hash()));
    }

    static RunResult with(RunResult result, String message, List<Artifact> artifacts) {
        return new RunResult(
                result.id(),
                result.status(),
                message,
                result.language(),
                result.version(),
                result.runtime(),
                result.compile(),
                result.run(),
                result.tests(),
                result.engine(),
                artifacts);
    }

    private static String path(RunId id, String hash) {
        return "/execution/" + id + "/artifacts/" + hash;
    }

    /** With what a run leaves on disk, all of it goes. */
    static BlobGroup group(RunId id, Instant created) {
        return new BlobGroup(Rows.day(created), id.toString());
    }

    /**
     * A file of a run.
     *
     * @param name as the program called it, without its folders
     */
    record Found(String name, Bytes content) {}

    /** Empty when that run has no such file. */
    Optional<Found> find(RunId id, Instant created, RunResult result, String hash) {
        if (!BlobKey.isHash(hash)) {
            return Optional.empty();
        }
        return result.artifacts().stream()
                .filter(artifact -> artifact.url().equals(path(id, hash)))
                .findFirst()
                .flatMap(artifact -> blobs.read(new BlobKey(group(id, created), hash))
                        .map(content -> new Found(
                                artifact.name().substring(artifact.name().lastIndexOf('/') + 1), content)));
    }

    /**
     * Drops what is as old as the runs that go, and what no run has.
     *
     * @return of how many runs that are not there
     */
    int tend(Instant now) {
        int orphans = 0;
        blobs.dropBefore(Rows.day(now).minusDays(config.retention()));
        Map<LocalDate, List<BlobGroup>> idle =
                blobs.idleSince(now.minus(ORPHANED)).stream().collect(Collectors.groupingBy(BlobGroup::day));
        for (Map.Entry<LocalDate, List<BlobGroup>> day : idle.entrySet()) {
            List<BlobGroup> groups = day.getValue();
            for (int from = 0; from < groups.size(); from += AT_ONCE) {
                orphans += dropOrphans(day.getKey(), groups.subList(from, Math.min(groups.size(), from + AT_ONCE)));
            }
        }
        return orphans;
    }

    private int dropOrphans(LocalDate day, List<BlobGroup> groups) {
        Map<RunId, BlobGroup> byRun = new HashMap<>();
        groups.forEach(group -> byRun.put(RunId.parse(group.name()).orElseThrow(), group));
        Set<RunId> runs = records.among(day, byRun.keySet());
        byRun.keySet().removeAll(runs);
        byRun.values().forEach(group -> {
            LOG.info("no run has the files of {}", group.name());
            blobs.drop(group);
        });
        return byRun.size();
    }
}
