package dev.carrel.server.compat.jobe;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Face;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.http.AtRoot;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Reception;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Jobe's addresses. Like Jobe it looks into a body whatever its type is said to be, of a form too. */
@AtRoot
@RestController
@RequestMapping(JobeController.BASE + "/index.php/restapi")
class JobeController implements Face {
    static final String BASE = "/jobe";

    private static final String RUNS = "/runs";
    /** With this for a program, a client tries what it does when a server is busy. */
    private static final String REHEARSAL = "!** TESTING OVERLOAD EXCEPTION **!";
    /** More than any run may last here. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final CompatConfig config;
    private final Offered offered;
    private final JobeFiles files;
    private final Reception reception;

    JobeController(CompatConfig config, Offered offered, JobeFiles files, Reception reception) {
        this.config = config;
        this.offered = offered;
        this.files = files;
        this.reception = reception;
    }

    @Override
    public CompatConfig.Access access() {
        return config.jobe();
    }

    @Override
    public List<String> bases() {
        return List.of(BASE);
    }

    @Override
    public List<String> keyHeaders() {
        return List.of(JobeRefusal.KEY);
    }

    @Override
    public ResponseEntity<byte[]> refusal(Refusal refusal, HttpServletRequest request) {
        return JobeRefusal.of(refusal, request, request.getRequestURI().endsWith(RUNS));
    }

    @PostMapping(RUNS)
    ResponseEntity<byte[]> run(InputStream body, HttpServletRequest caller) throws IOException, InterruptedException {
        RunSpec spec = RunSpec.of(Foreign.read(body.readAllBytes())
                .orElseThrow(() -> RunSpec.wrong("body", "Non-JSON post data received")));
        LanguageEntry ours = offered.language(spec.language().ours())
                .orElseThrow(() -> RunSpec.wrong(
                        "language_id", "Language '" + spec.language().id() + "' is not known"));
        if (spec.source().equals(REHEARSAL)) {
            return Foreign.json(200, JobeResult.OVERLOADED);
        }
        Who who = Who.of(caller);
        RunRequest request = JobeRequest.of(spec, files(spec, who.owner()), ours);
        RunResult result = reception.execute(request, who, PATIENCE).result();
        if (result.status() == Status.REFUSED) {
            throw RunSpec.wrong("run_spec", result.message());
        }
        return Foreign.json(200, JobeResult.of(result));
    }

    private List<FileEntry> files(RunSpec spec, String owner) {
        List<FileEntry> found = new ArrayList<>();
        for (RunSpec.Ref ref : spec.files()) {
            Bytes content = files.find(owner, ref.id())
                    .orElseThrow(() -> new RefusalException(
                            new Refusal.NotFound("One or more of the specified files is missing/unavailable")));
            found.add(new FileEntry(new FilePath(ref.name()), content, false));
        }
        return found;
    }

    @PutMapping("/files/{id}")
    ResponseEntity<Void> put(@PathVariable("id") String id, InputStream body, HttpServletRequest caller)
            throws IOException {
        if (!RunSpec.isFileId(id)) {
            throw RunSpec.wrong("id", "The id of a file is at least 8 letters and digits.");
        }
        String written = Foreign.read(body.readAllBytes())
                .map(json -> json.path("file_contents"))
                .filter(contents -> contents.isString())
                .orElseThrow(() -> RunSpec.wrong("file_contents", "put: missing file_contents parameter in post data"))
                .asString();
        files.keep(Who.of(caller).owner(), id, content(id, written));
        return ResponseEntity.noContent().build();
    }

    private static Bytes content(String id, String written) {
        Bytes content;
        try {
            content = Bytes.of(Base64.getDecoder().decode(written));
        } catch (IllegalArgumentException e) {
            throw RunSpec.wrong("file_contents", "put: contents of file " + id + " are not valid base-64");
        }
        if (content.size() > FileSet.MAX_TOTAL.bytes()) {
            throw RunSpec.wrong("file_contents", "A file of more than " + FileSet.MAX_TOTAL + " fits into no run.");
        }
        return content;
    }

    /** For HEAD, which is how clients ask. */
    @GetMapping("/files/{id}")
    ResponseEntity<Void> find(@PathVariable("id") String id, HttpServletRequest caller) {
        return files.has(Who.of(caller).owner(), id)
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }

    @GetMapping("/languages")
    ResponseEntity<byte[]> languages() {
        List<List<String>> known = new ArrayList<>();
        for (JobeLanguage one : JobeLanguage.ALL) {
            offered.language(one.ours()).ifPresent(ours -> known.add(List.of(one.id(), JobeLanguage.version(ours))));
        }
        return Foreign.json(200, known);
    }
}
