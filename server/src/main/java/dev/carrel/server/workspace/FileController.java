package dev.carrel.server.workspace;

import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.MediaType;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.http.Encoding;
import dev.carrel.server.platform.identity.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The files of one's own projects. */
@RestController
class FileController {
    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

    private final Projects projects;
    private final Saves saves;
    private final History history;

    FileController(Projects projects, Saves saves, History history) {
        this.projects = projects;
        this.saves = saves;
        this.history = history;
    }

    /** A file with what it holds, or held. */
    record FileContent(
            String path, String type, Encoding encoding, String content, String hash, long revision, String changed) {
        private static FileContent of(History.Found found) {
            Encoding encoding = Encoding.of(found.content());
            Revision revision = found.revision();
            return new FileContent(
                    found.file().path().value(),
                    MediaType.of(found.file().path().value(), found.content()),
                    encoding,
                    encoding.text(found.content()),
                    revision.hash(),
                    revision.revision(),
                    revision.changed().toString());
        }
    }

    /** @param base the revision of the file that this is made from; 0 for a new one */
    record FileSave(
            @Nullable String path,
            @Nullable String content,
            @Nullable Encoding encoding,
            @Nullable Long base) {}

    /** The revision that is the base of the next save, and the hash of what is there. */
    record Saved(long revision, String hash) {
        private static Saved of(KeptFile file) {
            return new Saved(file.now().revision(), file.now().hash());
        }
    }

    /** @param base the revision of the file that is meant */
    record FileRename(
            @Nullable String from,
            @Nullable String to,
            @Nullable Long base) {}

    /** One of a file's revisions. */
    record ShownRevision(long revision, String hash, int bytes, String changed) {
        private static ShownRevision of(Revision one) {
            return new ShownRevision(
                    one.revision(), one.hash(), one.bytes(), one.changed().toString());
        }
    }

    /** Newest first. */
    record FileHistory(List<ShownRevision> revisions) {}

    @GetMapping("/files/{project}/file")
    FileContent read(
            @PathVariable("project") String project,
            @RequestParam(name = "path") String path,
            @RequestParam(name = "revision", required = false) @Nullable Long revision,
            HttpServletRequest request) {
        return FileContent.of(
                history.find(project(project, request), Written.path(path, "path"), revision == null ? 0 : revision));
    }

    @PutMapping(path = "/files/{project}/file", consumes = JSON)
    Saved save(@PathVariable("project") String project, @RequestBody FileSave sent, HttpServletRequest request) {
        FilePath path = Written.path(sent.path, "path");
        return Saved.of(saves.save(
                Who.personOf(request).id(),
                ProjectController.id(project),
                path,
                Written.content(path, sent.content, sent.encoding, "content"),
                base(sent.base)));
    }

    @PostMapping(path = "/files/{project}/rename", consumes = JSON)
    Saved rename(@PathVariable("project") String project, @RequestBody FileRename sent, HttpServletRequest request) {
        return Saved.of(saves.rename(
                Who.personOf(request).id(),
                ProjectController.id(project),
                Written.path(sent.from, "from"),
                Written.path(sent.to, "to"),
                base(sent.base)));
    }

    @DeleteMapping("/files/{project}/file")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable("project") String project,
            @RequestParam(name = "path") String path,
            @RequestParam(name = "base") long base,
            HttpServletRequest request) {
        UUID person = Who.personOf(request).id();
        saves.delete(person, ProjectController.id(project), Written.path(path, "path"), base);
    }

    @GetMapping("/files/{project}/history")
    FileHistory history(
            @PathVariable("project") String project,
            @RequestParam(name = "path") String path,
            HttpServletRequest request) {
        return new FileHistory(history.of(project(project, request), Written.path(path, "path")).stream()
                .map(ShownRevision::of)
                .toList());
    }

    private Project project(String text, HttpServletRequest request) {
        return projects.find(Who.personOf(request).id(), ProjectController.id(text));
    }

    private static long base(@Nullable Long sent) {
        if (sent == null) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "base",
                    "There is no base.",
                    "Send the revision that you have of the file, 0 for a new one.");
        }
        return sent;
    }
}
