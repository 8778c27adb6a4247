package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * The stage of one test of a run; in JSON the stage's fields and the others side by side.
 *
 * @param again whether it came so near to its time limit that it was run once more, alone, and that run counts
 * @param verdict null where nothing was compared: no answer is known, or the program did not end well
 */
@JsonPropertyOrder({"stage", "index", "again", "verdict"})
public record TestStage(
        @JsonUnwrapped Stage stage,
        int index,
        boolean again,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Verdict verdict) {
    public TestStage(Stage stage, int index) {
        this(stage, index, false, null);
    }

    /** Whether the program did on this test what it should. */
    public boolean passed() {
        return stage.status() == Status.OK && (verdict == null || verdict == Verdict.ACCEPTED);
    }
}
