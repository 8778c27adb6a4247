package dev.carrel.server.compat.judge0;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.platform.http.AtRoot;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Reception;
import dev.carrel.server.run.RunConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a client of Judge0 may ask beside its submissions. */
@AtRoot
@RestController
@RequestMapping(Judge0Face.BASE)
class AboutController extends Judge0Face {
    /** The release that this face is. */
    private static final String VERSION = "1.13.1";

    private final Offered offered;
    private final Reception reception;
    private final Statistics statistics;
    private final RunConfig runs;
    private final Map<String, @Nullable Object> system = SystemInfo.ofThisMachine();

    AboutController(CompatConfig config, RunConfig runs, Offered offered, Reception reception, Statistics statistics) {
        super(config);
        this.runs = runs;
        this.offered = offered;
        this.reception = reception;
        this.statistics = statistics;
    }

    /** A language in a list. */
    @JsonPropertyOrder({"id", "name"})
    record Named(int id, String name) {}

    /** A language in the list that has the retired ones too. */
    @JsonPropertyOrder({"id", "name", "is_archived"})
    record Ever(
            int id,
            String name,
            @JsonProperty("is_archived") boolean archived) {}

    @GetMapping("/languages")
    ResponseEntity<byte[]> languages() {
        return Foreign.json(
                200,
                Judge0Language.all(offered).stream()
                        .map(one -> new Named(one.id(), one.name()))
                        .sorted(Comparator.comparing(Named::name).thenComparingInt(Named::id))
                        .toList());
    }

    @GetMapping("/languages/all")
    ResponseEntity<byte[]> all() {
        List<Ever> all = new ArrayList<>();
        Judge0Language.gone(offered).forEach((id, name) -> all.add(new Ever(id, name, true)));
        Judge0Language.all(offered).forEach(one -> all.add(new Ever(one.id(), one.name(), false)));
        all.sort(Comparator.comparingInt(Ever::id));
        return Foreign.json(200, all);
    }

    /** Commands are our own affair: a program may count on its source's name alone. */
    @GetMapping("/languages/{id}")
    ResponseEntity<byte[]> language(@PathVariable("id") String text) {
        int id = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
        Optional<Judge0Language> one = Judge0Language.find(offered, id);
        String name = one.map(Judge0Language::name)
                .or(() -> Optional.ofNullable(Judge0Language.gone(offered).get(id)))
                .orElseThrow(() -> new RefusalException(new Refusal.NotFound("There is no such language.")));
        return Foreign.json(
                200,
                Facts.of("id", id, "name", name, "is_archived", one.isEmpty())
                        .with(
                                "source_file",
                                one.map(AboutController::sourceFile).orElse(null))
                        .with("compile_cmd", null)
                        .with("run_cmd", null)
                        .all());
    }

    private static @Nullable String sourceFile(Judge0Language one) {
        String odd = Odd.of(one.id()).map(Odd::file).orElse(one.ours().entry());
        return odd.isEmpty() ? null : odd;
    }

    @GetMapping("/statuses")
    ResponseEntity<byte[]> statuses() {
        return Foreign.json(200, Judge0Status.all());
    }

    @GetMapping("/about")
    ResponseEntity<byte[]> about() {
        return Foreign.json(
                200,
                Facts.of("version", VERSION, "homepage", "", "source_code", "")
                        .with("maintainer", "Carrel")
                        .all());
    }

    @GetMapping("/version")
    ResponseEntity<byte[]> version() {
        return text(VERSION);
    }

    @GetMapping("/license")
    ResponseEntity<byte[]> license() {
        return text("This service is Carrel, under the Apache License, Version 2.0. It answers as Judge0 does.");
    }

    @GetMapping("/isolate")
    ResponseEntity<byte[]> isolate() {
        return text("Programs run in carrel-box, not in isolate.");
    }

    private static ResponseEntity<byte[]> text(String words) {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(words.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/system_info")
    ResponseEntity<byte[]> system() {
        return Foreign.json(200, system);
    }

    @GetMapping("/config_info")
    ResponseEntity<byte[]> config() {
        return Foreign.json(200, ConfigInfo.of(settings(), runs.depth()));
    }

    @GetMapping("/workers")
    ResponseEntity<byte[]> workers() {
        Reception.Business now = reception.business();
        return Foreign.json(
                200,
                List.of(Facts.of("queue", "default", "size", now.waiting(), "available", now.places())
                        .with("idle", Math.max(0, now.places() - now.active()))
                        .with("working", now.active())
                        .with("paused", 0)
                        .all()));
    }

    @GetMapping("/statistics")
    ResponseEntity<byte[]> statistics(
            @RequestParam(name = "invalidate_cache", required = false) @Nullable String anew) {
        return Foreign.json(200, statistics.now(Judge0Language.all(offered), SubmissionController.isTrue(anew)));
    }

    @PostMapping("/authenticate")
    ResponseEntity<Void> authenticate() {
        return ResponseEntity.ok().build();
    }

    @PostMapping("/authorize")
    ResponseEntity<Void> authorize() {
        return ResponseEntity.ok().build();
    }
}
