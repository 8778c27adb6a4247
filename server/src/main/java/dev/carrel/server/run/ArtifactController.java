package dev.carrel.server.run;

import dev.carrel.protocol.MediaType;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The files that programs made, to whoever may see the run. They are strangers' work under our address: a browser gets
 * them to save, by a type that we saw in the octets, and if it shows them all the same, without our origin.
 */
@RestController
class ArtifactController {
    private final Runs runs;
    private final Records records;
    private final Readers readers;
    private final Artifacts artifacts;
    private final Wire wire;

    ArtifactController(Runs runs, Records records, Readers readers, Artifacts artifacts, Wire wire) {
        this.runs = runs;
        this.records = records;
        this.readers = readers;
        this.artifacts = artifacts;
        this.wire = wire;
    }

    private record Ended(Instant created, RunResult result) {}

    @GetMapping("/execution/{id}/artifacts/{hash}")
    ResponseEntity<byte[]> artifact(
            @PathVariable("id") String text, @PathVariable("hash") String hash, HttpServletRequest request) {
        RunId id = RunController.id(text);
        readers.demand(id, Who.of(request));
        Artifacts.Found file = ended(id)
                .flatMap(run -> artifacts.find(id, run.created, run.result, hash))
                .orElseThrow(() -> new RefusalException(
                        new Refusal.NotFound("This run has no such file, or it has expired; run the program again.")));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, MediaType.harmless(file.content()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(file.content().toArray());
    }

    private Optional<Ended> ended(RunId id) {
        Optional<Live> live = runs.live(id);
        if (live.isPresent() && live.get().result().isPresent()) {
            return Optional.of(
                    new Ended(live.get().created(), live.get().result().get()));
        }
        return records.find(id)
                .flatMap(stored ->
                        stored.result().map(result -> new Ended(stored.created(), wire.result(result.row()))));
    }
}
