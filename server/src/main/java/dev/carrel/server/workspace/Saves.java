package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.server.platform.http.Encoding;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Changes of files. Each names the revision of the file that it is based on: when there is another by now, nothing is
 * changed and both texts are told. All changes of one person's follow each other, so of two that are based on the same
 * revision one is made and the other is told of it.
 */
@Component
class Saves {
    private final ProjectTable projects;
    private final FileTable files;
    private final Projects owners;
    private final Contents contents;
    private final History history;
    private final FileRules rules;
    private final Quota quota;
    private final Alone alone;

    Saves(
            ProjectTable projects,
            FileTable files,
            Projects owners,
            Contents contents,
            History history,
            FileRules rules,
            Quota quota,
            Alone alone) {
        this.projects = projects;
        this.files = files;
        this.owners = owners;
        this.contents = contents;
        this.history = history;
        this.rules = rules;
        this.quota = quota;
        this.alone = alone;
    }

    /** What a change may leave behind: hashes that perhaps no revision has any more. */
    private record Changed(KeptFile file, List<String> left) {}

    private interface Change {
        Changed make(Project project);
    }

    /** With the lock of the owner; what is left behind goes after the change is certain. */
    private KeptFile change(UUID person, UUID id, Change change) {
        Project project = owners.find(person, id);
        Changed changed = alone.with(person, () -> change.make(owners.find(person, id)));
        contents.release(project, changed.left);
        return changed.file;
    }

    /** @param base the revision that the new content is made from; 0 for a new file */
    KeptFile save(UUID person, UUID id, FilePath path, Bytes content, long base) {
        String type = rules.type(path, content);
        return change(person, id, project -> {
            Optional<KeptFile> before = files.find(project.id(), path);
            if (before.isPresent() && holds(project, before.get(), content)) {
                return new Changed(before.get(), List.of());
            }
            demandBase(project, path, before, base);
            demandRoom(project, path, before, content.size());
            String hash = contents.keep(project, content);
            return before.isPresent()
                    ? turn(project, before.get(), type, hash, content.size())
                    : add(project, path, type, hash, content.size());
        });
    }

    private boolean holds(Project project, KeptFile file, Bytes content) {
        return file.now().bytes() == content.size()
                && contents.read(project, file.now()).filter(content::equals).isPresent();
    }

    private void demandRoom(Project project, FilePath path, Optional<KeptFile> before, int size) {
        if (before.isEmpty()) {
            demandName(project, path, Optional.empty());
        }
        long more = (long) size - before.map(file -> file.now().bytes()).orElse(0);
        Quota.demandRoom(project, more);
        quota.demandBytes(projects.of(project.person()), more);
    }

    private void demandName(Project project, FilePath path, Optional<KeptFile> instead) {
        FileSet.demandNames(Stream.concat(
                        files.all(project.id()).stream()
                                .map(KeptFile::path)
                                .filter(other -> instead.isEmpty()
                                        || !other.equals(instead.get().path())),
                        Stream.of(path))
                .toList());
    }

    private Changed add(Project project, FilePath path, String type, String hash, int size) {
        Instant now = owners.now();
        long revision = projects.change(project, project.name(), 1, size, now);
        KeptFile file = new KeptFile(revision, path, type, new Revision(revision, hash, size, now));
        files.add(project.id(), file);
        return new Changed(file, List.of());
    }

    private Changed turn(Project project, KeptFile file, String type, String hash, int size) {
        Instant now = owners.now();
        long revision = projects.change(
                project, project.name(), 0, (long) size - file.now().bytes(), now);
        Revision newest = new Revision(revision, hash, size, now);
        files.turn(project.id(), file, type, newest);
        return new Changed(new KeptFile(file.born(), file.path(), type, newest), history.shorten(project, file, now));
    }

    KeptFile rename(UUID person, UUID id, FilePath from, FilePath to, long base) {
        return change(person, id, project -> {
            KeptFile file = based(project, from, base);
            demandName(project, to, Optional.of(file));
            Bytes content = contents.read(project, file.now()).orElse(Bytes.EMPTY);
            String type = rules.type(to, content);
            files.rename(project.id(), file, to, type);
            projects.change(project, project.name(), 0, 0, owners.now());
            return new Changed(new KeptFile(file.born(), to, type, file.now()), List.of());
        });
    }

    void delete(UUID person, UUID id, FilePath path, long base) {
        change(person, id, project -> {
            KeptFile file = based(project, path, base);
            List<String> left = files.history(project.id(), file).stream()
                    .map(Revision::hash)
                    .toList();
            files.delete(project.id(), file);
            projects.change(project, project.name(), -1, -file.now().bytes(), owners.now());
            return new Changed(file, left);
        });
    }

    private KeptFile based(Project project, FilePath path, long base) {
        KeptFile file = files.find(project.id(), path)
                .orElseThrow(() -> new RefusalException(new Refusal.NotFound("This project has no such file.")));
        demandBase(project, path, Optional.of(file), base);
        return file;
    }

    private void demandBase(Project project, FilePath path, Optional<KeptFile> file, long base) {
        if (file.map(one -> one.now().revision()).orElse(0L) != base) {
            throw new RefusalException(
                    file.map(one -> changed(project, one, base)).orElseGet(() -> gone(path)));
        }
    }

    private static Refusal gone(FilePath path) {
        return new Refusal.Conflict(
                "The file \"" + path + "\" was deleted or renamed elsewhere.", 0, null, null, null, null);
    }

    private Refusal changed(Project project, KeptFile file, long base) {
        Bytes theirs = contents.read(project, file.now()).orElse(Bytes.EMPTY);
        Optional<Bytes> common = files.history(project.id(), file).stream()
                .filter(revision -> revision.revision() == base)
                .findFirst()
                .flatMap(revision -> contents.read(project, revision));
        Encoding encoding =
                common.map(Encoding::of).orElse(Encoding.utf8) == Encoding.utf8 ? Encoding.of(theirs) : Encoding.base64;
        return new Refusal.Conflict(
                "The file \"" + file.path() + "\" was changed elsewhere.",
                file.now().revision(),
                file.now().hash(),
                encoding.name(),
                encoding.text(theirs),
                common.map(encoding::text).orElse(null));
    }
}
