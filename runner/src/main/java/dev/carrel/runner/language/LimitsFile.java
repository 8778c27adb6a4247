package dev.carrel.runner.language;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The limits that a language's file sets in place of its tier's; sizes and times carry their unit. */
record LimitsFile(
        @Nullable String cpu,
        @Nullable String wall,
        @Nullable String memory,
        @Nullable String output,
        @Nullable String disk,
        @Nullable String file,
        @Nullable String stack,
        @Nullable Integer files,
        @Nullable Integer openFiles,
        @Nullable Integer processes,
        @Nullable Double cores) {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}) ?(ms|s|min)");

    Limits over(Limits base) {
        return new Limits(
                time("cpu", cpu, base.cpu()),
                time("wall", wall, base.wall()),
                size("memory", memory, base.memory()),
                size("output", output, base.output()),
                size("disk", disk, base.disk()),
                size("file", file, base.file()),
                size("stack", stack, base.stack()),
                files == null ? base.files() : files,
                openFiles == null ? base.openFiles() : openFiles,
                processes == null ? base.processes() : processes,
                cores == null ? base.share() : new Cores((int) Math.round(cores * 1000)));
    }

    private static ByteSize size(String key, @Nullable String text, ByteSize base) {
        return text == null ? base : ByteSize.parse(key, text);
    }

    private static Duration time(String key, @Nullable String text, Duration base) {
        if (text == null) {
            return base;
        }
        Matcher m = TIME.matcher(text);
        Wrong.unless(m.matches(), "limits." + key, "is \"" + text + "\"; write a time such as 500ms, 5s or 2min");
        long number = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
