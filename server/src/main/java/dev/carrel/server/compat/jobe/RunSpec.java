package dev.carrel.server.compat.jobe;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.platform.problem.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a client of Jobe wants run, in Jobe's words. */
record RunSpec(
        JobeLanguage language,
        String source,
        Optional<String> sourceName,
        String input,
        List<Ref> files,
        Parameters parameters) {
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,200}");
    private static final Pattern FILE_ID = Pattern.compile("[A-Za-z0-9]{8,200}");
    /** The name that Jobe takes for none, since no class is called prog. */
    private static final String NO_NAME = "prog.java";

    RunSpec {
        files = List.copyOf(files);
    }

    /** A file that was left before, and its name in this run. */
    record Ref(String id, String name) {}

    static RunSpec of(JsonNode body) {
        JsonNode spec = body.path("run_spec");
        if (!spec.isObject()) {
            throw wrong("run_spec", "No run_spec attribute found in post data");
        }
        String source = required(spec, "sourcecode");
        String id = required(spec, "language_id").toLowerCase(Locale.ROOT);
        JobeLanguage language = JobeLanguage.named(id)
                .orElseThrow(() -> wrong("language_id", "Language '" + Shown.of(id) + "' is not known"));
        return new RunSpec(
                language,
                source,
                sourceName(spec.path("sourcefilename").asString("")),
                spec.path("input").asString(""),
                files(spec.path("file_list")),
                Parameters.of(spec.path("parameters")));
    }

    static RefusalException wrong(String field, String sentence) {
        return new RefusalException(new Refusal.WrongRequest(field, "jobe", sentence, ""));
    }

    static boolean isFileId(String text) {
        return FILE_ID.matcher(text).matches();
    }

    private static String required(JsonNode spec, String name) {
        JsonNode value = spec.path(name);
        if (!value.isString()) {
            throw wrong(name, "run_spec is missing the required attribute '" + name + "'");
        }
        return value.asString();
    }

    private static Optional<String> sourceName(String name) {
        if (name.isEmpty() || name.equals(NO_NAME)) {
            return Optional.empty();
        }
        if (!NAME.matcher(name).matches()) {
            throw wrong("sourcefilename", "The sourcefilename for the run_spec is illegal");
        }
        return Optional.of(name);
    }

    private static List<Ref> files(JsonNode list) {
        List<Ref> files = new ArrayList<>();
        for (JsonNode one : list) {
            String id = one.path(0).asString("");
            String name = one.path(1).asString("");
            if (!one.isArray() || !isFileId(id) || !NAME.matcher(name).matches()) {
                throw wrong("file_list", "Invalid file specifier: " + Shown.of(one.toString()));
            }
            files.add(new Ref(id, name));
        }
        return files;
    }
}
