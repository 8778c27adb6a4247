package dev.carrel.runner.language;

import dev.carrel.runner.root.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a language.
 *
 * @param root what it lives in
 * @param onDemand whether it is left out of the default installation
 * @param runtimeCommand prints the exact version, such as "Python 3.11.9", as its first line
 * @param compile null when nothing is compiled before the run
 */
public record Version(
        String number,
        Manifest root,
        boolean onDemand,
        List<String> runtimeCommand,
        @Nullable Recipe compile,
        Recipe run) {
    public Version {
        Wrong.unless(number.matches("[0-9A-Za-z][0-9A-Za-z.+_-]{0,19}"), "versions", "has the name \"" + number + "\"");
        Wrong.unless(!runtimeCommand.isEmpty(), "versions." + number + ".runtime-command", "is empty");
        runtimeCommand = List.copyOf(runtimeCommand);
    }
}
