package dev.carrel.server.account.credential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kind of browser that somebody sits at, as coarsely as its owner needs to know it again. */
public final class Device {
    private static final int MOST = 1000;

    /** A word of what browsers say of themselves, and what it means. */
    private record Sign(String word, String meaning) {}

    /** Browsers name their forebears too: the first that is found counts. */
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("Firefox/", "Firefox"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Android", "Android"),
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Windows", "Windows"),
            new Sign("Macintosh", "macOS"),
            new Sign("Linux", "Linux"));

    private Device() {}

    /** Such as "Firefox, Linux"; empty for a program, or for whoever says nothing. */
    public static Optional<String> of(@Nullable String agent) {
        if (agent == null || agent.length() > MOST) {
            return Optional.empty();
        }
        String both = Stream.of(BROWSERS, SYSTEMS)
                .flatMap(signs -> signs.stream()
                        .filter(sign -> agent.contains(sign.word))
                        .map(Sign::meaning)
                        .limit(1))
                .collect(Collectors.joining(", "));
        return Optional.of(both).filter(said -> !said.isEmpty());
    }
}
