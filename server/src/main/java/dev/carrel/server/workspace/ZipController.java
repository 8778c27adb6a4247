package dev.carrel.server.workspace;

import dev.carrel.protocol.FileEntry;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.workspace.ProjectController.ShownProject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Projects in and out as zips. */
@RestController
class ZipController {
    private static final String TYPE = "application/zip";

    private final Projects projects;
    private final ProjectController shown;

    ZipController(Projects projects, ProjectController shown) {
        this.projects = projects;
        this.shown = shown;
    }

    @GetMapping("/files/{project}/zip")
    ResponseEntity<byte[]> zip(@PathVariable("project") String text, HttpServletRequest request) throws IOException {
        UUID person = Who.personOf(request).id();
        Project project = projects.open(person, ProjectController.id(text));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            for (FileEntry file : projects.whole(project).files()) {
                zip.putNextEntry(new ZipEntry(file.path().value()));
                zip.write(file.content().toArray());
                zip.closeEntry();
            }
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(project.name().replaceAll("[\\\\/:]", "_") + ".zip", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(octets.toByteArray());
    }

    @PostMapping("/files/zip")
    @ResponseStatus(HttpStatus.CREATED)
    ShownProject make(@RequestParam(name = "name") String name, HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.replaceFirst(";.*", "").strip().equalsIgnoreCase(TYPE)) {
            throw new RefusalException(
                    new Refusal.WrongContentType("Send a zip, with the header Content-Type: " + TYPE + "."));
        }
        ProjectName called = ProjectController.name(name);
        return shown.shown(projects.make(
                Who.personOf(request).id(),
                called,
                Unzipped.of(request.getInputStream().readAllBytes()),
                null));
    }
}
