package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Projects as a whole: made, opened, renamed, deleted. Whose a project is, is asked of every one. */
@Component
class Projects {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ProjectTable table;
    private final FileTable files;
    private final Contents contents;
    private final FileRules rules;
    private final Quota quota;
    private final Alone alone;
    private final Clock clock;

    Projects(
            ProjectTable table,
            FileTable files,
            Contents contents,
            FileRules rules,
            Quota quota,
            Alone alone,
            Clock clock) {
        this.table = table;
        this.files = files;
        this.contents = contents;
        this.rules = rules;
        this.quota = quota;
        this.alone = alone;
        this.clock = clock;
    }

    List<Project> of(UUID person) {
        return table.of(person);
    }

    Project find(UUID person, UUID id) {
        return table.find(person, id).orElseThrow(Projects::unknown);
    }

    static RefusalException unknown() {
        return new RefusalException(new Refusal.NotFound("You have no such project, or it has expired."));
    }

    /** As {@link #find}, and it is used from now on. */
    Project open(UUID person, UUID id) {
        Project project = find(person, id);
        Instant now = now();
        if (project.used().plus(HOUR).isBefore(now)) {
            table.use(project, now);
        }
        return project;
    }

    List<KeptFile> files(Project project) {
        return files.all(project.id());
    }

    /** What its files hold now, all of one moment. */
    FileSet whole(Project project) {
        return alone.with(
                project.person(),
                () -> new FileSet(files.all(project.id()).stream()
                        .map(file -> new FileEntry(file.path(), held(project, file.now()), false))
                        .toList()));
    }

    private Bytes held(Project project, Revision revision) {
        return contents.read(project, revision)
                .orElseThrow(() -> new IllegalStateException(
                        "what " + project.id() + " held at " + revision.revision() + " is not there any more"));
    }

    /**
     * A new project with these files, all or none of them.
     *
     * @param key of the caller's own: the second time under it is the first
     */
    Project make(UUID person, ProjectName name, FileSet sent, @Nullable String key) {
        List<String> types = rules.types(sent);
        Bytes hash = hash(name, sent);
        Optional<Project> before = key == null ? Optional.empty() : made(person, key, hash);
        if (before.isPresent()) {
            return before.get();
        }
        long bytes =
                sent.files().stream().mapToLong(file -> file.content().size()).sum();
        quota.demandProject(table.of(person), bytes);
        Project project = project(person, name, sent, bytes);
        List<String> kept = new ArrayList<>();
        boolean done = false;
        try {
            sent.files().forEach(file -> kept.add(contents.keep(project, file.content())));
            Project made = alone.with(
                    person,
                    () -> (key == null ? Optional.<Project>empty() : made(person, key, hash)).orElseGet(() -> {
                        quota.demandProject(table.of(person), bytes);
                        table.add(project, key, hash);
                        add(project, sent, types, kept);
                        return project;
                    }));
            done = made.equals(project);
            return made;
        } finally {
            if (!done) {
                contents.releaseAll(project);
            }
        }
    }

    private Project project(UUID person, ProjectName name, FileSet sent, long bytes) {
        Instant now = now();
        int count = sent.files().size();
        return new Project(UUID.randomUUID(), person, name.value(), Math.max(1, count), count, bytes, now, now, now);
    }

    private void add(Project project, FileSet sent, List<String> types, List<String> hashes) {
        for (int i = 0; i < hashes.size(); i++) {
            FileEntry file = sent.files().get(i);
            Revision now = new Revision(i + 1, hashes.get(i), file.content().size(), project.created());
            files.add(project.id(), new KeptFile(i + 1, file.path(), types.get(i), now));
        }
    }

    private Optional<Project> made(UUID person, String key, Bytes hash) {
        Optional<ProjectTable.Made> made = table.made(person, key);
        if (made.isPresent() && !made.get().sent().equals(hash)) {
            throw new Refused(
                    Rule.IDEMPOTENCY_KEY,
                    "idempotencyKey",
                    "This key was used for another project.",
                    "Give every project a key of its own, and the same key only to the same files.");
        }
        return made.map(ProjectTable.Made::project);
    }

    private static Bytes hash(ProjectName name, FileSet sent) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            part(name.value().getBytes(StandardCharsets.UTF_8), hash);
            for (FileEntry file : sent.files()) {
                part(file.path().value().getBytes(StandardCharsets.UTF_8), hash);
                part(file.content().toArray(), hash);
            }
            return Bytes.of(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its length first, so that no other parts make the same whole. */
    private static void part(byte[] octets, MessageDigest hash) {
        hash.update((octets.length + ":").getBytes(StandardCharsets.UTF_8));
        hash.update(octets);
    }

    Project rename(UUID person, UUID id, ProjectName name) {
        return alone.with(person, () -> {
            table.change(find(person, id), name.value(), 0, 0, now());
            return find(person, id);
        });
    }

    void delete(UUID person, UUID id) {
        if (!forget(find(person, id), Instant.MAX)) {
            throw unknown();
        }
    }

    /** Deletes it, unless somebody has used it since then. */
    boolean forget(Project project, Instant then) {
        boolean gone = alone.with(
                project.person(),
                () -> table.find(project.person(), project.id())
                                .filter(now -> now.used().isBefore(then))
                                .isPresent()
                        && table.delete(project.person(), project.id()));
        if (gone) {
            contents.releaseAll(project);
        }
        return gone;
    }

    /** As exact as the table: what is told and what is read back are the same moment. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
