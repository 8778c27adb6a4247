package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Refused;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.compat.Judge0Config;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.platform.http.AtRoot;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Several submissions at once. */
@AtRoot
@RestController
@RequestMapping(Judge0Face.BASE + "/submissions/batch")
class BatchController extends Judge0Face {
    private final Intake intake;
    private final Offered offered;

    BatchController(CompatConfig config, Intake intake, Offered offered) {
        super(config);
        this.intake = intake;
        this.offered = offered;
    }

    @PostMapping
    ResponseEntity<byte[]> create(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(name = "base64_encoded", required = false) @Nullable String base64,
            HttpServletRequest caller) {
        demandBatches();
        Optional<ResponseEntity<byte[]>> closed = maintenance();
        if (closed.isPresent()) {
            return closed.get();
        }
        List<JsonNode> all = Foreign.read(body == null ? new byte[0] : body)
                .orElseThrow(() -> Judge0Refusal.wrong("The body is not JSON."))
                .path("submissions")
                .valueStream()
                .toList();
        if (all.isEmpty()) {
            throw Judge0Refusal.wrong("there should be at least one submission in a batch");
        }
        checkSize(all.size());
        List<Object> answers = new ArrayList<>();
        int taken = 0;
        for (JsonNode one : all) {
            Errors errors = new Errors();
            Optional<Wish> wish =
                    WishReader.read(one, SubmissionController.isTrue(base64), offered, settings(), errors);
            if (wish.isEmpty()) {
                answers.add(errors.byField());
                continue;
            }
            try {
                answers.add(Map.of(
                        "token",
                        intake.submit(wish.get(), Who.of(caller)).token().toString()));
                taken++;
            } catch (Refused e) {
                answers.add(Errors.of(e));
            } catch (RefusalException e) {
                if (taken == 0) {
                    throw e;
                }
                answers.add(Map.of("base", List.of(e.refusal().sentence())));
            }
        }
        return Foreign.json(taken == 0 ? 422 : 201, answers);
    }

    private void demandBatches() {
        demand(Judge0Config.Part.BATCH, "batched submissions are not allowed");
    }

    private void checkSize(int size) {
        int most = settings().batch();
        if (size > most) {
            throw Judge0Refusal.wrong("number of submissions in a batch should be less than or equal to " + most);
        }
    }

    @GetMapping
    ResponseEntity<byte[]> find(
            @RequestParam(name = "tokens", required = false) @Nullable String asked,
            @RequestParam(name = "base64_encoded", required = false) @Nullable String base64,
            @RequestParam(name = "fields", required = false) @Nullable String fields,
            HttpServletRequest caller) {
        demandBatches();
        Columns columns = Columns.of(fields, SubmissionController.isTrue(base64));
        String tokens = asked == null ? caller.getHeader("tokens") : asked;
        List<String> all = tokens == null || tokens.isBlank()
                ? List.of()
                : Arrays.stream(tokens.split(",")).map(String::strip).toList();
        if (all.isEmpty()) {
            throw Judge0Refusal.wrong("there should be at least one submission in a batch");
        }
        checkSize(all.size());
        List<@Nullable Object> found = new ArrayList<>();
        for (String token : all) {
            Optional<Columns.Row> row = intake.find(token);
            try {
                found.add(row.isPresent() ? columns.of(row.get()) : null);
            } catch (Columns.NoText e) {
                throw Judge0Refusal.wrong(
                        "some attributes for one or more submissions cannot be converted to UTF-8, use base64_encoded=true query parameter");
            }
        }
        return Foreign.json(200, Map.of("submissions", found));
    }
}
