package dev.carrel.server.workspace;

import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.database.ModuleSchema;
import dev.carrel.server.platform.identity.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own projects. */
@RestController
class ProjectController {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Projects projects;
    private final WorkspaceConfig config;

    ProjectController(Projects projects, WorkspaceConfig config) {
        this.projects = projects;
        this.config = config;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tables {
        @Bean
        static ModuleSchema workspaceSchema() {
            return new ModuleSchema("workspace");
        }
    }

    /**
     * A project that is to be.
     *
     * @param files those that it begins with
     * @param idempotencyKey the caller's own: whoever sends the same twice under it gets one project
     */
    record ProjectWish(
            @Nullable String name,
            @Nullable List<Written> files,
            @Nullable String idempotencyKey) {
        ProjectWish {
            if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
                throw new Refused(
                        Rule.IDEMPOTENCY_KEY,
                        "idempotencyKey",
                        "The key is not 1 to 200 visible ASCII characters.",
                        "Use a random UUID.");
            }
            files = files == null ? null : List.copyOf(files);
        }

        private FileSet fileSet() {
            List<Written> sent = files == null ? List.of() : files;
            return new FileSet(IntStream.range(0, sent.size())
                    .mapToObj(i -> sent.get(i).entry("files[" + i + "]."))
                    .toList());
        }
    }

    /** What a project is to be called. */
    record ProjectRename(@Nullable String name) {}

    /** @param expires when it goes if nobody opens it; null when it stays */
    record ShownProject(
            String id,
            String name,
            int files,
            long bytes,
            long revision,
            String changed,
            @Nullable String expires) {}

    /**
     * All projects of one person.
     *
     * @param mostProjects that they may have
     * @param mostBytes that all files may hold together
     */
    record ShownProjects(List<ShownProject> projects, int mostProjects, long mostBytes) {}

    /** A file, without what it holds. */
    record ShownFile(String path, String type, int bytes, String hash, long revision, String changed) {
        static ShownFile of(KeptFile file) {
            Revision now = file.now();
            return new ShownFile(
                    file.path().value(),
                    file.type(),
                    now.bytes(),
                    now.hash(),
                    now.revision(),
                    now.changed().toString());
        }
    }

    /** A project with its files. */
    record OpenProject(
            String id,
            String name,
            long bytes,
            long revision,
            String changed,
            @Nullable String expires,
            List<ShownFile> files) {
        private static OpenProject of(ShownProject shown, List<KeptFile> files) {
            return new OpenProject(
                    shown.id,
                    shown.name,
                    shown.bytes,
                    shown.revision,
                    shown.changed,
                    shown.expires,
                    files.stream().map(ShownFile::of).toList());
        }
    }

    @GetMapping("/files")
    ShownProjects projects(HttpServletRequest request) {
        return new ShownProjects(
                projects.of(Who.personOf(request).id()).stream()
                        .map(this::shown)
                        .toList(),
                config.projects(),
                config.bytes().bytes());
    }

    @PostMapping(path = "/files", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ShownProject make(@RequestBody ProjectWish sent, HttpServletRequest request) {
        return shown(projects.make(Who.personOf(request).id(), name(sent.name), sent.fileSet(), sent.idempotencyKey));
    }

    /** Whoever has it at this revision gets a 304. */
    @GetMapping("/files/{project}")
    ResponseEntity<OpenProject> open(@PathVariable("project") String text, HttpServletRequest request) {
        Project project = projects.open(Who.personOf(request).id(), id(text));
        return ResponseEntity.ok()
                .eTag(Long.toString(project.revision()))
                .body(OpenProject.of(shown(project), projects.files(project)));
    }

    @PutMapping(path = "/files/{project}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ShownProject rename(
            @PathVariable("project") String text, @RequestBody ProjectRename sent, HttpServletRequest request) {
        return shown(projects.rename(Who.personOf(request).id(), id(text), name(sent.name)));
    }

    @DeleteMapping("/files/{project}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("project") String text, HttpServletRequest request) {
        projects.delete(Who.personOf(request).id(), id(text));
    }

    static ProjectName name(@Nullable String written) {
        return new ProjectName(written == null ? "" : written);
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Projects.unknown();
        }
    }

    ShownProject shown(Project project) {
        @Nullable Instant expires = config.forgets() ? project.used().plus(config.keep()) : null;
        return new ShownProject(
                project.id().toString(),
                project.name(),
                project.files(),
                project.bytes(),
                project.revision(),
                project.changed().toString(),
                expires == null ? null : expires.toString());
    }
}
