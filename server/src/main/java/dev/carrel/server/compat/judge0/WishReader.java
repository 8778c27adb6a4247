package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.compat.CallbackConfig;
import dev.carrel.server.compat.Judge0Config;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.platform.problem.Shown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads one submission as a client of Judge0 sends it, and finds all that is wrong with it. */
final class WishReader {
    private static final int WORDS = 512;

    private final JsonNode sent;
    private final boolean base64;
    private final Errors errors;
    private final Map<String, Bytes> texts = new TreeMap<>();
    private final Map<String, BigDecimal> numbers = new TreeMap<>();
    private final Map<String, Boolean> flags = new TreeMap<>();
    private final Map<String, String> words = new TreeMap<>();

    private WishReader(JsonNode sent, boolean base64, Errors errors) {
        this.sent = sent;
        this.base64 = base64;
        this.errors = errors;
    }

    /** Empty when something is wrong, which the errors then tell. */
    static Optional<Wish> read(JsonNode sent, boolean base64, Offered offered, Judge0Config config, Errors errors) {
        WishReader reader = new WishReader(sent, base64, errors);
        int language = reader.language(offered);
        Attribute.TEXTS.forEach(reader::text);
        Attribute.NUMBERS.forEach(reader::number);
        Attribute.FLAGS.forEach(reader::flag);
        Attribute.WORDS.forEach(reader::word);
        reader.files();
        reader.project();
        reader.callback(config.callbacks());
        reader.refuse(config);
        return errors.isEmpty()
                ? Optional.of(new Wish(language, reader.texts, reader.numbers, reader.flags, reader.words))
                : Optional.empty();
    }

    private int language(Offered offered) {
        JsonNode value = sent.path("language_id");
        String written = value.isString() || value.isNumber() ? value.asString() : "";
        if (written.isEmpty()) {
            errors.add("language_id", "can't be blank");
        }
        int id = written.matches("[0-9]{1,6}") ? Integer.parseInt(written) : -1;
        String subject = "language with id " + Shown.of(written);
        if (Judge0Language.ARCHIVED.containsKey(id)) {
            errors.add("language_id", subject + " is archived and cannot be used anymore");
        } else if (Judge0Language.find(offered, id).isEmpty()) {
            errors.add(
                    "language_id",
                    Optional.ofNullable(Judge0Language.gone(offered).get(id))
                            .map(name -> subject + ", " + name + ", is not installed here")
                            .orElse(subject + " doesn't exist"));
        }
        return id;
    }

    private boolean isBlank(String name) {
        JsonNode value = sent.path(name);
        return value.isMissingNode() || value.isNull();
    }

    private void text(String name) {
        if (isBlank(name)) {
            blank(name);
            return;
        }
        String written = sent.path(name).asString("");
        try {
            Bytes octets = base64 ? Ruby64.decode(written) : Bytes.ofText(written);
            if (octets.size() == 0) {
                blank(name);
            } else if (name.equals("source_code") && isProject()) {
                errors.add(name, "must be blank");
            } else {
                texts.put(name, octets);
            }
        } catch (IllegalArgumentException e) {
            errors.add(name, "is not base64");
        }
    }

    private void blank(String name) {
        if (name.equals("source_code") && !isProject()) {
            errors.add(name, "can't be blank");
        }
    }

    private void number(Attribute one) {
        if (isBlank(one.name())) {
            return;
        }
        try {
            BigDecimal value = new BigDecimal(sent.path(one.name()).asString("none"));
            List<String> wrong = one.wrong(value);
            wrong.forEach(message -> errors.add(one.name(), message));
            if (one.whole() && value.stripTrailingZeros().scale() > 0) {
                errors.add(one.name(), "must be an integer");
            } else if (wrong.isEmpty()) {
                numbers.put(one.name(), value);
            }
        } catch (NumberFormatException e) {
            errors.add(one.name(), "is not a number");
        }
    }

    private void flag(String name) {
        if (!isBlank(name)) {
            flags.put(name, sent.path(name).asString("").matches("true|1|t"));
        }
    }

    private void word(String name) {
        String written = isBlank(name) ? "" : sent.path(name).asString("");
        if (written.length() > WORDS) {
            errors.add(name, "is too long (maximum is " + WORDS + " characters)");
        } else if (ShellWords.of(written).isEmpty()) {
            errors.add(name, "has a quotation without an end");
        } else if (!written.isBlank()) {
            words.put(name, written);
        }
    }

    private void files() {
        String name = AdditionalFiles.NAME;
        if (!isBlank(name) && !sent.path(name).asString("").isEmpty()) {
            String written = sent.path(name).asString("");
            AdditionalFiles.wrong(written).ifPresent(message -> errors.add(name, message));
            words.put(name, written);
        }
    }

    private boolean isProject() {
        return sent.path("language_id").asString("").equals(Odd.PROJECT.id());
    }

    /** Judge0 itself finds out later that there is nothing to run. */
    private void project() {
        String files = words.getOrDefault(AdditionalFiles.NAME, "");
        if (isProject() && files.isEmpty()) {
            errors.add(AdditionalFiles.NAME, "can't be blank");
        } else if (isProject() && AdditionalFiles.wrong(files).isEmpty() && !AdditionalFiles.has(files, Odd.RUN)) {
            errors.add(AdditionalFiles.NAME, "has no file " + Odd.RUN + ", the script that runs the program");
        }
    }

    private void callback(CallbackConfig callbacks) {
        String written = isBlank(Callee.NAME) ? "" : sent.path(Callee.NAME).asString("");
        if (written.isEmpty()) {
            return;
        }
        if (callbacks.on()) {
            Callee.wrong(written, new Reach(callbacks.allowed()))
                    .ifPresent(message -> errors.add(Callee.NAME, message));
            words.put(Callee.NAME, written);
        } else {
            errors.add(Callee.NAME, "setting callback is not allowed");
        }
    }

    /** What an operator does not let clients use, and a network, which no program has here. */
    private void refuse(Judge0Config config) {
        refuse(config, Judge0Config.Part.COMPILER_OPTIONS, "setting compiler options is not allowed");
        refuse(config, Judge0Config.Part.COMMAND_LINE_ARGUMENTS, "setting command line arguments is not allowed");
        refuse(config, Judge0Config.Part.ADDITIONAL_FILES, "setting additional files is not allowed");
        if (flags.getOrDefault("enable_network", false)) {
            errors.add("enable_network", "enabling network is not allowed");
        }
    }

    private void refuse(Judge0Config config, Judge0Config.Part part, String sentence) {
        if (words.containsKey(part.wire()) && !config.has(part)) {
            errors.add(part.wire(), sentence);
        }
    }
}
