package dev.carrel.runner.language;

import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a runtime tells in its own words what happened: "MemoryError" is a memory limit, "no display name" needs a
 * sentence. Signs are asked only for a stage that did not end well by itself.
 *
 * @param status null to keep the status that the sandbox saw
 * @param message a sentence for the learner; {1} stands for the pattern's first group
 */
public record Sign(
        StageName stage, Pattern stderr, @Nullable Status status, String message) {
    public Sign {
        Wrong.unless(!message.isBlank(), "signs.message", "is blank");
        Wrong.unless(status != Status.INTERNAL_ERROR && status != Status.OK, "signs.status", "cannot be that");
    }

    /** The sentence, when this is what stderr says. */
    public Optional<String> sentence(String text) {
        Matcher m = stderr.matcher(text);
        if (!m.find()) {
            return Optional.empty();
        }
        return Optional.of(m.groupCount() == 0 ? message : message.replace("{1}", m.group(1)));
    }
}
