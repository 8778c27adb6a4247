package dev.carrel.server.workspace;

import dev.carrel.protocol.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of files and of their revisions. */
@Component
class FileTable {
    private static final String NOW = """
            select f.born, f.path, f.type, r.revision, r.hash, r.bytes, r.changed
            from workspace.file f
            join workspace.revision r on r.project = f.project and r.file = f.born and r.revision = f.revision
            where f.project = :project""";
    static final String ALL = NOW + " order by f.path collate \"C\"";
    static final String FIND = NOW + " and f.folded = :folded";
    static final String HISTORY = """
            select revision, hash, bytes, changed from workspace.revision
            where project = :project and file = :file order by revision desc""";
    static final String FORMER = """
            select r.file, r.revision, r.hash, r.bytes, r.changed
            from workspace.revision r join workspace.file f on f.project = r.project and f.born = r.file
            where r.project = :project and r.revision <> f.revision order by r.revision""";
    static final String FORMER_BYTES = """
            select coalesce(sum(r.bytes), 0)
            from workspace.revision r join workspace.file f on f.project = r.project and f.born = r.file
            where r.project = :project and r.revision <> f.revision""";
    static final String IS_USED = """
            select exists (select from workspace.revision where project = :project and hash = :hash)
                or exists (select from workspace.snapshot_file f join workspace.snapshot s on s.id = f.snapshot
                           where f.hash = :hash and s.project = :project)""";
    static final String FORGET =
            "delete from workspace.revision where project = :project and file = :file and revision = :revision";
    static final String TURN =
            "update workspace.file set type = :type, revision = :revision where project = :project and born = :file";

    private final JdbcClient jdbc;

    FileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<KeptFile> all(UUID project) {
        return jdbc.sql(ALL).param("project", project).query(FileTable::file).list();
    }

    /** The file of just this name. */
    Optional<KeptFile> find(UUID project, FilePath path) {
        return jdbc.sql(FIND)
                .param("project", project)
                .param("folded", path.collisionKey())
                .query(FileTable::file)
                .optional()
                .filter(file -> file.path().equals(path));
    }

    void add(UUID project, KeptFile file) {
        jdbc.sql("""
                        insert into workspace.file (project, born, path, folded, type, revision)
                        values (:project, :born, :path, :folded, :type, :revision)""")
                .param("project", project)
                .param("born", file.born())
                .param("path", file.path().value())
                .param("folded", file.path().collisionKey())
                .param("type", file.type())
                .param("revision", file.now().revision())
                .update();
        remember(project, file.born(), file.now());
    }

    /** What it held stays as a former revision. */
    void turn(UUID project, KeptFile file, String type, Revision now) {
        remember(project, file.born(), now);
        jdbc.sql(TURN)
                .param("project", project)
                .param("file", file.born())
                .param("type", type)
                .param("revision", now.revision())
                .update();
    }

    private void remember(UUID project, long file, Revision revision) {
        jdbc.sql("""
                        insert into workspace.revision (project, file, revision, hash, bytes, changed)
                        values (:project, :file, :revision, :hash, :bytes, :changed)""")
                .param("project", project)
                .param("file", file)
                .param("revision", revision.revision())
                .param("hash", revision.hash())
                .param("bytes", revision.bytes())
                .param("changed", Timestamp.from(revision.changed()))
                .update();
    }

    void rename(UUID project, KeptFile file, FilePath to, String type) {
        jdbc.sql("""
                        update workspace.file set path = :path, folded = :folded, type = :type
                        where project = :project and born = :file""")
                .param("project", project)
                .param("file", file.born())
                .param("path", to.value())
                .param("folded", to.collisionKey())
                .param("type", type)
                .update();
    }

    void delete(UUID project, KeptFile file) {
        jdbc.sql("delete from workspace.file where project = :project and born = :file")
                .param("project", project)
                .param("file", file.born())
                .update();
    }

    /** Newest first. */
    List<Revision> history(UUID project, KeptFile file) {
        return jdbc.sql(HISTORY)
                .param("project", project)
                .param("file", file.born())
                .query(FileTable::revision)
                .list();
    }

    /** A revision that is none of now. */
    record Former(long file, Revision revision) {}

    /** Of all files of a project, oldest first. */
    List<Former> former(UUID project) {
        return jdbc.sql(FORMER)
                .param("project", project)
                .query((row, n) -> new Former(row.getLong("file"), revision(row, n)))
                .list();
    }

    long formerBytes(UUID project) {
        return jdbc.sql(FORMER_BYTES)
                .param("project", project)
                .query(Long.class)
                .single();
    }

    void forget(UUID project, long file, Revision revision) {
        jdbc.sql(FORGET)
                .param("project", project)
                .param("file", file)
                .param("revision", revision.revision())
                .update();
    }

    boolean isUsed(UUID project, String hash) {
        return jdbc.sql(IS_USED)
                .param("project", project)
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    /** All that any revision of a project holds, or any snapshot of it. */
    Set<String> hashes(UUID project) {
        return new HashSet<>(jdbc.sql("""
                        select hash from workspace.revision where project = :project
                        union
                        select f.hash from workspace.snapshot_file f join workspace.snapshot s on s.id = f.snapshot
                        where s.project = :project""")
                .param("project", project)
                .query((row, _) -> row.getString("hash"))
                .list());
    }

    private static KeptFile file(ResultSet row, int n) throws SQLException {
        return new KeptFile(
                row.getLong("born"), new FilePath(row.getString("path")), row.getString("type"), revision(row, n));
    }

    private static Revision revision(ResultSet row, int n) throws SQLException {
        return new Revision(
                row.getLong("revision"),
                row.getString("hash"),
                row.getInt("bytes"),
                row.getTimestamp("changed").toInstant());
    }
}
