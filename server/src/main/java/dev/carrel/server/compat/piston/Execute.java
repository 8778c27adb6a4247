package dev.carrel.server.compat.piston;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.compat.PistonLimits;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.platform.problem.Shown;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** What a client of Piston wants run, in Piston's words. */
record Execute(PistonRuntime runtime, List<Sent> files, String stdin, List<String> args, Stage run, Stage compile) {
    private static final String UTF8 = "utf8";

    Execute {
        files = List.copyOf(files);
        args = List.copyOf(args);
    }

    /** @param name empty for none */
    record Sent(String name, Bytes content, boolean text) {}

    /** What one stage may use; empty for what holds here anyway. */
    record Stage(OptionalDouble timeoutMs, OptionalDouble cpuMs, OptionalDouble memoryBytes) {
        static Stage of(JsonNode body, String name, double most) {
            return new Stage(
                    limit(body, name + "_timeout", most),
                    limit(body, name + "_cpu_time", most),
                    body.path(name + "_memory_limit").asDouble(0) == -1
                            ? OptionalDouble.empty()
                            : limit(body, name + "_memory_limit", Double.MAX_VALUE));
        }

        private static OptionalDouble limit(JsonNode body, String name, double most) {
            JsonNode value = body.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return OptionalDouble.empty();
            }
            if (!value.isNumber()) {
                throw wrong("If specified, " + name + " must be a number");
            }
            if (value.asDouble() > most) {
                throw wrong(name + " cannot exceed the configured limit of " + (long) most);
            }
            if (value.asDouble() < 0) {
                throw wrong(name + " must be non-negative");
            }
            if (value.asDouble() == 0) {
                throw wrong(name + " must be more than zero");
            }
            return OptionalDouble.of(value.asDouble());
        }
    }

    static Execute of(JsonNode body, List<PistonRuntime> runtimes, PistonLimits limits) {
        String language = text(body, "language", "language is required as a string");
        String version = text(body, "version", "version is required as a string");
        JsonNode list = body.path("files");
        if (!list.isArray()) {
            throw wrong("files is required as an array");
        }
        List<Sent> files = new ArrayList<>();
        for (JsonNode file : list) {
            files.add(file(file, files.size()));
        }
        PistonRuntime runtime = PistonRuntime.find(runtimes, language, version)
                .orElseThrow(() -> wrong(Shown.of(language) + "-" + Shown.of(version) + " runtime is unknown"));
        if (files.stream().noneMatch(Sent::text)) {
            throw wrong("files must include at least one utf8 encoded file");
        }
        return new Execute(
                runtime,
                files,
                stdin(body.path("stdin").asString("")),
                args(body.path("args")),
                Stage.of(body, "run", limits.runMs()),
                Stage.of(body, "compile", limits.compileMs()));
    }

    static RefusalException wrong(String sentence) {
        return new RefusalException(new Refusal.WrongRequest("body", "piston", sentence, ""));
    }

    private static String text(JsonNode from, String name, String sentence) {
        JsonNode value = from.path(name);
        if (!value.isString()) {
            throw wrong(sentence);
        }
        return value.asString();
    }

    private static Sent file(JsonNode file, int i) {
        String content = text(file, "content", "files[" + i + "].content is required as a string");
        String encoding = file.path("encoding").asString(UTF8);
        try {
            Bytes octets = switch (encoding) {
                case UTF8 -> Bytes.ofText(content);
                case "base64" -> Bytes.of(Base64.getMimeDecoder().decode(content));
                case "hex" -> Bytes.of(HexFormat.of().parseHex(content));
                default -> throw wrong("files[" + i + "].encoding is none of utf8, base64, hex");
            };
            return new Sent(file.path("name").asString(""), octets, encoding.equals(UTF8));
        } catch (IllegalArgumentException e) {
            throw wrong("files[" + i + "].content is not " + encoding);
        }
    }

    private static String stdin(String given) {
        return given.isEmpty() || given.endsWith("\n") ? given : given + "\n";
    }

    private static List<String> args(JsonNode given) {
        if (!given.isMissingNode() && !given.isNull() && !given.isArray()) {
            throw wrong("args is no array");
        }
        return given.valueStream().map(arg -> arg.asString("")).toList();
    }
}
