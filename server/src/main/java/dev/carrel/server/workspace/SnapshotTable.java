package dev.carrel.server.workspace;

import dev.carrel.protocol.FilePath;
import dev.carrel.server.platform.identity.Circle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of links, and of the files that they show. */
@Component
class SnapshotTable {
    private static final String ALL =
            "select id, project, person, class, name, files, bytes, made, ends from workspace.snapshot";
    static final String FIND = ALL + " where id = :id and ends > :now";
    static final String OF_PROJECT = ALL + " where project = :project and ends > :now order by made desc";
    static final String OF_PERSON =
            "select count(*) as n, coalesce(sum(bytes), 0) as bytes from workspace.snapshot where person = :person and ends > :now";
    static final String FILES =
            "select path, type, hash, bytes from workspace.snapshot_file where snapshot = :id order by path collate \"C\"";
    static final String DROP = "delete from workspace.snapshot where id = :id and project = :project";
    static final String DROP_ENDED = "delete from workspace.snapshot where ends <= :now";

    private final JdbcClient jdbc;

    SnapshotTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file as the link shows it. */
    record Held(FilePath path, String type, String hash, int bytes) {}

    /** How many links one person has, and what they hold together. */
    record Sum(int snapshots, long bytes) {}

    Optional<Snapshot> find(UUID id, Instant now) {
        return jdbc.sql(FIND)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query(SnapshotTable::snapshot)
                .optional();
    }

    /** Newest first. */
    List<Snapshot> of(UUID project, Instant now) {
        return jdbc.sql(OF_PROJECT)
                .param("project", project)
                .param("now", Timestamp.from(now))
                .query(SnapshotTable::snapshot)
                .list();
    }

    Sum ofPerson(UUID person, Instant now) {
        return jdbc.sql(OF_PERSON)
                .param("person", person)
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Sum(row.getInt("n"), row.getLong("bytes")))
                .single();
    }

    List<Held> files(Snapshot snapshot) {
        return jdbc.sql(FILES)
                .param("id", snapshot.id())
                .query((row, _) -> new Held(
                        new FilePath(row.getString("path")),
                        row.getString("type"),
                        row.getString("hash"),
                        row.getInt("bytes")))
                .list();
    }

    void add(Snapshot snapshot, List<KeptFile> files) {
        jdbc.sql("""
                        insert into workspace.snapshot (id, project, person, class, name, files, bytes, made, ends)
                        values (:id, :project, :person, :class, :name, :files, :bytes, :made, :ends)""")
                .param("id", snapshot.id())
                .param("project", snapshot.project())
                .param("person", snapshot.person())
                .param("class", snapshot.within() instanceof Circle.OneClass one ? one.id() : null)
                .param("name", snapshot.name())
                .param("files", snapshot.files())
                .param("bytes", snapshot.bytes())
                .param("made", Timestamp.from(snapshot.made()))
                .param("ends", Timestamp.from(snapshot.ends()))
                .update();
        for (KeptFile file : files) {
            jdbc.sql("""
                            insert into workspace.snapshot_file (snapshot, path, type, hash, bytes)
                            values (:snapshot, :path, :type, :hash, :bytes)""")
                    .param("snapshot", snapshot.id())
                    .param("path", file.path().value())
                    .param("type", file.type())
                    .param("hash", file.now().hash())
                    .param("bytes", file.now().bytes())
                    .update();
        }
    }

    boolean drop(UUID project, UUID id) {
        return jdbc.sql(DROP).param("id", id).param("project", project).update() == 1;
    }

    /** @return how many */
    int dropEnded(Instant now) {
        return jdbc.sql(DROP_ENDED).param("now", Timestamp.from(now)).update();
    }

    private static Snapshot snapshot(ResultSet row, int n) throws SQLException {
        @Nullable UUID schoolClass = row.getObject("class", UUID.class);
        return new Snapshot(
                row.getObject("id", UUID.class),
                row.getObject("project", UUID.class),
                row.getObject("person", UUID.class),
                schoolClass == null ? new Circle.Everybody() : new Circle.OneClass(schoolClass),
                row.getString("name"),
                row.getInt("files"),
                row.getLong("bytes"),
                row.getTimestamp("made").toInstant(),
                row.getTimestamp("ends").toInstant());
    }
}
