package dev.carrel.runner.language;

import org.jspecify.annotations.Nullable;

/**
 * What an editor needs.
 *
 * @param mode the editor's name of the language
 * @param formatter name of the formatter, if there is one
 * @param debugger name of the debug adapter, if there is one
 */
public record Editing(
        String mode, @Nullable String formatter, @Nullable String debugger) {
    public Editing {
        Wrong.unless(!mode.isBlank(), "editor", "is blank");
    }
}
