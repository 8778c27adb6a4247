package dev.carrel.server.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.Bytes;
import dev.carrel.server.blob.BlobStore;
import dev.carrel.server.platform.identity.Belongings;
import dev.carrel.server.platform.identity.Who;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The runs of one person: what they sent, what came of it, and the files that were made. */
@Component
class RunsOfPerson implements Belongings {
    private static final String OF = " from run.run where owner = :owner";
    private static final String OVER = OF + " and state = 'done' and created < :then";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Records records;
    private final Artifacts artifacts;
    private final BlobStore blobs;
    private final Bulk bulk;
    private final Wire wire;

    RunsOfPerson(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Records records,
            Artifacts artifacts,
            BlobStore blobs,
            Bulk bulk,
            Wire wire) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.records = records;
        this.artifacts = artifacts;
        this.blobs = blobs;
        this.bulk = bulk;
        this.wire = wire;
    }

    private record Kept(RunId id, Instant created) {}

    @Override
    public String name() {
        return "runs";
    }

    private static String owner(UUID person) {
        return Who.Person.owner(person);
    }

    private List<Kept> kept(UUID person, Instant then) {
        return jdbc.sql("select id, created" + OVER + " order by created")
                .param("owner", owner(person))
                .param("then", Timestamp.from(then))
                .query((row, _) -> new Kept(Rows.id(row), Rows.instant(row, "created")))
                .list();
    }

    @Override
    public void export(UUID person, Export into) throws IOException {
        for (Kept run : kept(person, Instant.now())) {
            String folder = run.created.toString().replace(':', '-') + " " + run.id + "/";
            Optional<byte[]> request = jdbc.sql("select request" + OF + " and id = :id")
                    .param("owner", owner(person))
                    .param("id", run.id.bits())
                    .query((row, _) -> row.getBytes("request"))
                    .optional();
            if (request.isPresent()) {
                into.add(folder + "request.json", request.get());
            }
            Optional<Stored> stored = records.find(run.id);
            if (stored.isPresent() && stored.get().result().isPresent()) {
                export(run, stored.get(), folder, into);
            }
        }
    }

    private void export(Kept run, Stored stored, String folder, Export into) throws IOException {
        Bytes octets = bulk.result(stored);
        into.add(folder + "result.json", octets.toArray());
        var result = wire.result(octets);
        for (Artifact artifact : result.artifacts()) {
            String hash = artifact.url().substring(artifact.url().lastIndexOf('/') + 1);
            Optional<Artifacts.Found> file = artifacts.find(run.id, run.created, result, hash);
            if (file.isPresent()) {
                into.add(
                        folder + "files/" + artifact.name(),
                        file.get().content().toArray());
            }
        }
    }

    @Override
    public boolean erase(UUID person) {
        erase(kept(person, Instant.now()));
        jdbc.sql("delete from run.promise where owner = :owner")
                .param("owner", owner(person))
                .update();
        return jdbc.sql("select count(*)" + OF)
                        .param("owner", owner(person))
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** The files first: a run that is still there tells where the rest of its files are. */
    private void erase(List<Kept> runs) {
        for (Kept run : runs) {
            blobs.drop(Artifacts.group(run.id, run.created));
            transactions.executeWithoutResult(_ -> {
                for (String table : List.of("transcript where run", "run where id")) {
                    jdbc.sql("delete from run." + table + " = :id and day = :day")
                            .param("id", run.id.bits())
                            .param("day", Rows.day(run.created))
                            .update();
                }
            });
        }
    }

    @Override
    public long unusedSince(UUID person, Instant then) {
        return jdbc.sql("select count(*)" + OVER)
                .param("owner", owner(person))
                .param("then", Timestamp.from(then))
                .query(Long.class)
                .single();
    }

    @Override
    public void eraseUnusedSince(UUID person, Instant then) {
        erase(kept(person, then));
    }
}
