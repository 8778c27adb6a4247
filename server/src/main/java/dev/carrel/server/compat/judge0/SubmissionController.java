package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Refused;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.compat.Judge0Config;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.platform.http.AtRoot;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.platform.problem.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One submission at a time. */
@AtRoot
@RestController
@RequestMapping(Judge0Face.BASE + "/submissions")
class SubmissionController extends Judge0Face {
    private static final int PER_PAGE = 20;
    private static final int MOST_PER_PAGE = 1000;

    private final Intake intake;
    private final Submissions submissions;
    private final Offered offered;

    SubmissionController(CompatConfig config, Intake intake, Submissions submissions, Offered offered) {
        super(config);
        this.intake = intake;
        this.submissions = submissions;
        this.offered = offered;
    }

    @PostMapping
    ResponseEntity<byte[]> create(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(name = "base64_encoded", required = false) @Nullable String base64,
            @RequestParam(name = "wait", required = false) @Nullable String wait,
            @RequestParam(name = "fields", required = false) @Nullable String fields,
            HttpServletRequest caller)
            throws InterruptedException {
        Optional<ResponseEntity<byte[]>> closed = maintenance();
        if (closed.isPresent()) {
            return closed.get();
        }
        if (isTrue(wait)) {
            demand(Judge0Config.Part.WAIT, "wait not allowed");
        }
        Columns columns = Columns.of(fields, isTrue(base64));
        JsonNode sent = Foreign.read(body == null ? new byte[0] : body)
                .orElseThrow(() -> Judge0Refusal.wrong("The body is not JSON."));
        Errors errors = new Errors();
        Optional<Wish> wish = WishReader.read(sent, isTrue(base64), offered, settings(), errors);
        if (wish.isEmpty()) {
            return Foreign.json(422, errors.byField());
        }
        try {
            return isTrue(wait)
                    ? show(201, columns, intake.waited(wish.get(), Who.of(caller)))
                    : Foreign.json(201, Map.of("token", token(wish.get(), caller)));
        } catch (Refused e) {
            return Foreign.json(422, Errors.of(e));
        }
    }

    private String token(Wish wish, HttpServletRequest caller) {
        return intake.submit(wish, Who.of(caller)).token().toString();
    }

    static boolean isTrue(@Nullable String text) {
        return "true".equals(text);
    }

    /** @param status where it can be shown; one that asks for text where there is none is answered as Judge0 does */
    private static ResponseEntity<byte[]> show(int status, Columns columns, Columns.Row row) {
        try {
            return Foreign.json(status, columns.of(row));
        } catch (Columns.NoText e) {
            return Foreign.json(
                    status == 201 ? 201 : 400,
                    Map.of(
                            "error",
                            "some attributes for this submission cannot be converted to UTF-8, use base64_encoded=true query parameter",
                            "token",
                            row.sent().token().toString()));
        }
    }

    @GetMapping("/{token}")
    ResponseEntity<byte[]> find(
            @PathVariable("token") String token,
            @RequestParam(name = "base64_encoded", required = false) @Nullable String base64,
            @RequestParam(name = "fields", required = false) @Nullable String fields) {
        Columns columns = Columns.of(fields, isTrue(base64));
        return show(200, columns, intake.find(token).orElseThrow(SubmissionController::unknown));
    }

    private static RefusalException unknown() {
        return new RefusalException(new Refusal.NotFound("There is no such submission, or it has expired."));
    }

    /** One's own, once it is over. Its run goes with all others. */
    @DeleteMapping("/{token}")
    ResponseEntity<byte[]> delete(
            @PathVariable("token") String token,
            @RequestParam(name = "fields", required = false) @Nullable String fields,
            HttpServletRequest caller)
            throws InterruptedException {
        Optional<ResponseEntity<byte[]>> closed = maintenance();
        if (closed.isPresent()) {
            return closed.get();
        }
        if (!settings().deletes()) {
            throw Judge0Refusal.wrong("delete not allowed");
        }
        if (!(Who.of(caller) instanceof Who.Person person)) {
            throw new RefusalException(new Refusal.NotAllowed("Show a key."));
        }
        Columns columns = Columns.of(fields, true);
        Columns.Row row = intake.find(token)
                .filter(one -> one.sent().owner().equals(person.owner()))
                .orElseThrow(SubmissionController::unknown);
        if (!row.status().isOver()) {
            throw Judge0Refusal.wrong("submission cannot be deleted because its status is "
                    + row.status().id() + " (" + row.status().shown().description() + ")");
        }
        submissions.delete(row.sent().token());
        return show(200, columns, row);
    }

    /** Everybody's own: what others have sent is nobody's business. */
    @GetMapping
    ResponseEntity<byte[]> page(
            @RequestParam(name = "base64_encoded", required = false) @Nullable String base64,
            @RequestParam(name = "page", required = false) @Nullable String page,
            @RequestParam(name = "per_page", required = false) @Nullable String perPage,
            @RequestParam(name = "fields", required = false) @Nullable String fields,
            HttpServletRequest caller) {
        String owner = Who.personOf(caller).owner();
        Columns columns = Columns.of(fields, isTrue(base64));
        int number = positive("page", page, 1);
        int size = Math.min(MOST_PER_PAGE, positive("per_page", perPage, PER_PAGE));
        int total = submissions.count(owner);
        int pages = (total + size - 1) / size;
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        for (Submission one : submissions.page(owner, (int) Math.min(Integer.MAX_VALUE, (number - 1L) * size), size)) {
            try {
                shown.add(columns.of(intake.row(one)));
            } catch (Columns.NoText e) {
                throw Judge0Refusal.wrong(
                        "some attributes for one or more submissions cannot be converted to UTF-8, use base64_encoded=true query parameter");
            }
        }
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("current_page", number);
        meta.put("next_page", number < pages ? number + 1 : null);
        meta.put("prev_page", number > 1 ? number - 1 : null);
        meta.put("total_pages", pages);
        meta.put("total_count", total);
        return Foreign.json(200, Map.of("submissions", shown, "meta", meta));
    }

    private static int positive(String name, @Nullable String written, int usual) {
        if (written == null || written.isEmpty()) {
            return usual;
        }
        if (!written.matches("[0-9]{1,8}") || Integer.parseInt(written) == 0) {
            throw Judge0Refusal.wrong("invalid " + name + ": " + Shown.of(written));
        }
        return Integer.parseInt(written);
    }
}
