package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client of Judge0 wants run, in order and with what it left out.
 *
 * @param numbers those that it set, by name
 * @param words arguments for compiler and program, and the files beside the source, by name
 */
record Wish(
        int language,
        Map<String, Bytes> texts,
        Map<String, BigDecimal> numbers,
        Map<String, Boolean> flags,
        Map<String, String> words) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Wish {
        texts = Map.copyOf(texts);
        numbers = Map.copyOf(numbers);
        flags = Map.copyOf(flags);
        words = Map.copyOf(words);
    }

    Bytes source() {
        return texts.getOrDefault("source_code", Bytes.EMPTY);
    }

    Bytes stdin() {
        return texts.getOrDefault("stdin", Bytes.EMPTY);
    }

    Optional<Bytes> expected() {
        return Optional.ofNullable(texts.get("expected_output"));
    }

    Optional<BigDecimal> named(String number) {
        return Optional.ofNullable(numbers.get(number));
    }

    int runs() {
        return named("number_of_runs").map(BigDecimal::intValue).orElse(1);
    }

    boolean has(String flag) {
        return flags.getOrDefault(flag, false);
    }

    Optional<String> word(String name) {
        return Optional.ofNullable(words.get(name));
    }

    /** About how much memory it takes. */
    int size() {
        return texts.values().stream().mapToInt(Bytes::size).sum()
                + words.values().stream().mapToInt(String::length).sum();
    }

    Bytes octets() {
        ObjectNode all = JSON.createObjectNode().put("language_id", language);
        ObjectNode encoded = all.putObject("texts");
        texts.forEach((name, text) -> encoded.put(name, text.base64()));
        ObjectNode figures = all.putObject("numbers");
        numbers.forEach((name, number) -> figures.put(name, number.toPlainString()));
        ObjectNode set = all.putObject("flags");
        flags.forEach(set::put);
        ObjectNode said = all.putObject("words");
        words.forEach(said::put);
        return Bytes.of(JSON.writeValueAsBytes(all));
    }

    static Wish read(Bytes octets) {
        JsonNode all = JSON.readTree(octets.toArray());
        Map<String, Bytes> texts = new LinkedHashMap<>();
        all.path("texts")
                .properties()
                .forEach(one -> texts.put(
                        one.getKey(),
                        Bytes.of(Base64.getDecoder().decode(one.getValue().asString()))));
        Map<String, BigDecimal> numbers = new TreeMap<>();
        all.path("numbers")
                .properties()
                .forEach(one ->
                        numbers.put(one.getKey(), new BigDecimal(one.getValue().asString())));
        Map<String, Boolean> flags = new TreeMap<>();
        all.path("flags")
                .properties()
                .forEach(one -> flags.put(one.getKey(), one.getValue().asBoolean()));
        Map<String, String> words = new TreeMap<>();
        all.path("words")
                .properties()
                .forEach(one -> words.put(one.getKey(), one.getValue().asString()));
        return new Wish(all.path("language_id").asInt(), texts, numbers, flags, words);
    }
}
