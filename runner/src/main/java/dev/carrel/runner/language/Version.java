package dev.carrel.runner.language;

import dev.carrel.runner.root.Manifest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a language.
 *
 * @param root what it lives in
 * @param onDemand whether it is left out of the default installation
 * @param runtimeCommand prints the exact version, such as "Python 3.11.9", as its first line
 * @param compile null when nothing is compiled before the run
 * @param format prints the entry file as the language's formatter writes it; null when it has none
 * @param template the program that a new file starts with
 * @param says words that the language's wrong program makes this version write on stderr
 */
public record Version(
        String number,
        Manifest root,
        boolean onDemand,
        List<String> runtimeCommand,
        @Nullable Recipe compile,
        Recipe run,
        @Nullable Recipe format,
        String template,
        String says) {
    public Version {
        Wrong.unless(number.matches("[0-9A-Za-z][0-9A-Za-z.+_-]{0,19}"), "versions", "has the name \"" + number + "\"");
        Wrong.unless(!runtimeCommand.isEmpty(), "versions." + number + ".runtime-command", "is empty");
        Wrong.unless(!template.isBlank(), "versions." + number + ".template", "is an empty file");
        Wrong.unless(!says.isBlank(), "versions." + number + ".says", "is blank");
        runtimeCommand = List.copyOf(runtimeCommand);
    }

    /** The same, with its formatter in place of the program; empty when it has none. */
    public Optional<Version> formatting() {
        return Optional.ofNullable(format)
                .map(formatter ->
                        new Version(number, root, onDemand, runtimeCommand, null, formatter, format, template, says));
    }

    /** With nothing that has been started before the program came. */
    public Version byItself() {
        return compile == null
                ? this
                : new Version(number, root, onDemand, runtimeCommand, compile.byItself(), run, format, template, says);
    }
}
