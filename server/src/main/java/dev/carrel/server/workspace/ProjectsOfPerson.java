package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FilePath;
import dev.carrel.server.platform.identity.Belongings;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The projects of one person, with what their files were before. */
@Component
class ProjectsOfPerson implements Belongings {
    private final ProjectTable table;
    private final Projects projects;
    private final History history;
    private final SnapshotTable snapshots;
    private final Contents contents;
    private final JsonMapper json;

    ProjectsOfPerson(
            ProjectTable table,
            Projects projects,
            History history,
            SnapshotTable snapshots,
            Contents contents,
            JsonMapper json) {
        this.table = table;
        this.projects = projects;
        this.history = history;
        this.snapshots = snapshots;
        this.contents = contents;
        this.json = json;
    }

    @Override
    public String name() {
        return "projects";
    }

    @Override
    public void export(UUID person, Export into) throws IOException {
        for (Project project : table.of(person)) {
            String folder = project.created().toString().replace(':', '-') + " " + project.id() + "/";
            Map<String, String> told = new LinkedHashMap<>();
            told.put("name", project.name());
            told.put("changed", project.changed().toString());
            told.put("used", project.used().toString());
            into.add(folder + "project.json", json.writeValueAsBytes(told));
            for (KeptFile file : projects.files(project)) {
                export(project, file.path(), folder, into);
            }
            for (Snapshot snapshot : snapshots.of(project.id(), projects.now())) {
                export(project, snapshot, folder, into);
            }
        }
    }

    private void export(Project project, FilePath path, String folder, Export into) throws IOException {
        into.add(folder + "files/" + path, octets(project, path, 0));
        for (Revision revision : history.of(project, path)) {
            into.add(
                    folder + "history/" + path + "/" + revision.revision() + " "
                            + revision.changed().toString().replace(':', '-'),
                    octets(project, path, revision.revision()));
        }
    }

    private void export(Project project, Snapshot snapshot, String folder, Export into) throws IOException {
        for (SnapshotTable.Held file : snapshots.files(snapshot)) {
            into.add(
                    folder + "links/" + snapshot.id() + " until "
                            + snapshot.ends().toString().replace(':', '-') + "/" + file.path(),
                    contents.read(project.id(), file.hash()).orElse(Bytes.EMPTY).toArray());
        }
    }

    private byte[] octets(Project project, FilePath path, long revision) {
        return history.find(project, path, revision).content().toArray();
    }

    @Override
    public boolean erase(UUID person) {
        erase(table.of(person), Instant.MAX);
        return table.of(person).isEmpty();
    }

    private void erase(List<Project> all, Instant then) {
        all.forEach(project -> projects.forget(project, then));
    }

    @Override
    public long unusedSince(UUID person, Instant then) {
        return table.unusedSince(person, then).size();
    }

    @Override
    public void eraseUnusedSince(UUID person, Instant then) {
        erase(table.unusedSince(person, then), then);
    }
}
