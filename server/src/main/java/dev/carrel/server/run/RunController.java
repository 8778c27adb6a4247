package dev.carrel.server.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs over HTTP. */
@RestController
class RunController {
    private final Runs runs;
    private final Reception reception;
    private final RunTable table;
    private final Records records;
    private final Bulk bulk;
    private final Load load;
    private final Readers readers;
    private final RunConfig config;

    RunController(
            Runs runs,
            Reception reception,
            RunTable table,
            Records records,
            Bulk bulk,
            Load load,
            Readers readers,
            RunConfig config) {
        this.runs = runs;
        this.reception = reception;
        this.table = table;
        this.records = records;
        this.bulk = bulk;
        this.load = load;
        this.readers = readers;
        this.config = config;
    }

    /** A run that is not over; both names of its id are the same value. */
    record Waiting(String id, String jobId, Standing status, long position, long estimatedWaitMs) {}

    /** Where a run that is not over stands. */
    enum Standing {
        QUEUED,
        RUNNING;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @PostMapping(path = "/execute", consumes = MediaType.APPLICATION_JSON_VALUE)
    Executed execute(
            @RequestBody ExecutionRequest body,
            @RequestParam(name = "lang", required = false) @Nullable String lang,
            HttpServletRequest caller)
            throws InterruptedException {
        ExecutionRequest request = withLanguage(body, lang);
        if (request.isLive()) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "liveStdin",
                    "Nobody can type before the answer, which comes at the end.",
                    "Send it to /execution/submit.");
        }
        return Executed.of(reception.execute(request, Who.of(caller), config.answer()));
    }

    @PostMapping(path = "/execution/submit", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> submit(@RequestBody ExecutionRequest request, HttpServletRequest caller) {
        Who who = Who.of(caller);
        RunRequest checked = reception.check(request, who);
        Load.LaneStats before = load.stats(Runs.lane(request));
        Promised promised = runs.submit(request, checked, who);
        String id = promised.id().toString();
        if (!promised.fresh()) {
            return result(id, caller);
        }
        return ResponseEntity.accepted()
                .body(new Waiting(id, id, Standing.QUEUED, before.waiting(), before.expectedWaitMs()));
    }

    @GetMapping("/execution/result/{id}")
    ResponseEntity<?> result(@PathVariable("id") String text, HttpServletRequest caller) {
        RunId id = id(text);
        Optional<Known> known = runs.known(id);
        if (known.isPresent()) {
            readers.demand(known.get().owner(), Who.of(caller));
            Live live = known.get().live();
            Optional<RunResult> result = live.result();
            return result.isPresent()
                    ? ResponseEntity.ok(result.get())
                    : waiting(id, live.attempt().isPresent(), live.lane(), 0);
        }
        Stored stored = records.find(id).orElseThrow(RunController::unknown);
        readers.demand(stored.owner(), Who.of(caller));
        if (stored.result().isPresent()) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(bulk.result(stored).toArray());
        }
        boolean running = stored.state().equals("running");
        return waiting(id, running, stored.lane(), running ? 0 : table.before(stored.lane(), stored.created()));
    }

    private ResponseEntity<Waiting> waiting(RunId id, boolean running, Lane lane, long before) {
        return ResponseEntity.accepted()
                .body(new Waiting(
                        id.toString(),
                        id.toString(),
                        running ? Standing.RUNNING : Standing.QUEUED,
                        before,
                        running ? 0 : load.expectedMs(lane)));
    }

    @DeleteMapping("/execution/{id}")
    ResponseEntity<Void> cancel(@PathVariable("id") String text, HttpServletRequest caller) {
        RunId id = id(text);
        readers.demand(id, Who.of(caller));
        if (!runs.cancel(id)) {
            throw unknown();
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/execution/queue/stats")
    Load.Stats stats() {
        return load.stats();
    }

    static RunId id(String text) {
        return RunId.parse(text).orElseThrow(RunController::unknown);
    }

    static RefusalException unknown() {
        return new RefusalException(
                new Refusal.NotFound("There is no such run, or it has expired; run the program again."));
    }

    private static ExecutionRequest withLanguage(ExecutionRequest body, @Nullable String lang) {
        if (lang == null || lang.equals(body.language())) {
            return body;
        }
        if (body.language() != null) {
            throw new Refused(
                    Rule.LANGUAGE_UNKNOWN,
                    "lang",
                    "The address says one language, the body another.",
                    "Name it in one place.");
        }
        return body.withLanguage(lang);
    }
}
