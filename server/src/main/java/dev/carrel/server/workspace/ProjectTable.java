package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
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

/** The rows of projects. */
@Component
class ProjectTable {
    private static final String ALL =
            "select id, person, name, revision, files, bytes, created, changed, used from workspace.project";
    static final String OF_PERSON = ALL + " where person = :person order by changed desc";
    static final String FIND = ALL + " where id = :id and person = :person";
    static final String BY_KEY = ALL + " where person = :person and key = :key";
    static final String SENT = "select sent from workspace.project where person = :person and key = :key";
    static final String UNUSED = ALL + " where used < :then";
    static final String UNUSED_OF_PERSON = UNUSED + " and person = :person";
    static final String SOME = ALL + " where id in (:ids)";
    static final String CHANGE = """
            update workspace.project
            set revision = revision + 1, name = :name, files = files + :files, bytes = bytes + :bytes, changed = :now, used = :now
            where id = :id returning revision""";

    private final JdbcClient jdbc;

    ProjectTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Project> of(UUID person) {
        return jdbc.sql(OF_PERSON)
                .param("person", person)
                .query(ProjectTable::project)
                .list();
    }

    Optional<Project> find(UUID person, UUID id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .param("person", person)
                .query(ProjectTable::project)
                .optional();
    }

    List<Project> all(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SOME).param("ids", ids).query(ProjectTable::project).list();
    }

    /**
     * What a key stands for.
     *
     * @param sent the hash of what came with it
     */
    record Made(Project project, Bytes sent) {}

    Optional<Made> made(UUID person, String key) {
        return jdbc.sql(BY_KEY)
                .param("person", person)
                .param("key", key)
                .query(ProjectTable::project)
                .optional()
                .map(project -> new Made(
                        project,
                        jdbc.sql(SENT)
                                .param("person", person)
                                .param("key", key)
                                .query((row, _) -> Bytes.of(row.getBytes("sent")))
                                .single()));
    }

    void add(Project project, @Nullable String key, Bytes sent) {
        jdbc.sql("""
                        insert into workspace.project (id, person, name, revision, files, bytes, created, changed, used, key, sent)
                        values (:id, :person, :name, :revision, :files, :bytes, :now, :now, :now, :key, :sent)""")
                .param("id", project.id())
                .param("person", project.person())
                .param("name", project.name())
                .param("revision", project.revision())
                .param("files", project.files())
                .param("bytes", project.bytes())
                .param("now", Timestamp.from(project.created()))
                .param("key", key)
                .param("sent", key == null ? null : sent.toArray())
                .update();
    }

    /** @return the revision that it has now */
    long change(Project project, String name, int files, long bytes, Instant now) {
        return jdbc.sql(CHANGE)
                .param("id", project.id())
                .param("name", name)
                .param("files", files)
                .param("bytes", bytes)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void use(Project project, Instant now) {
        jdbc.sql("update workspace.project set used = :now where id = :id")
                .param("id", project.id())
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean delete(UUID person, UUID id) {
        return jdbc.sql("delete from workspace.project where id = :id and person = :person")
                        .param("id", id)
                        .param("person", person)
                        .update()
                == 1;
    }

    List<Project> unusedSince(Instant then) {
        return jdbc.sql(UNUSED)
                .param("then", Timestamp.from(then))
                .query(ProjectTable::project)
                .list();
    }

    List<Project> unusedSince(UUID person, Instant then) {
        return jdbc.sql(UNUSED_OF_PERSON)
                .param("person", person)
                .param("then", Timestamp.from(then))
                .query(ProjectTable::project)
                .list();
    }

    private static Project project(ResultSet row, int n) throws SQLException {
        return new Project(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("name"),
                row.getLong("revision"),
                row.getInt("files"),
                row.getLong("bytes"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("changed").toInstant(),
                row.getTimestamp("used").toInstant());
    }
}
