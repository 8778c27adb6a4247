package dev.carrel.server.compat.piston;

import dev.carrel.server.compat.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which versions somebody means, as node's semver writes it: ranges between two bars, of comparisons that must all
 * hold; each of them becomes a least version and one that is too high.
 */
record Selector(List<Predicate<Numbers>> ranges) {
    private static final int LONGEST = 200;
    private static final String PART = "(\\d{1,6}|[xX*])";
    private static final String VERSION = "[v=\\s]*" + PART + "(?:\\." + PART + "(?:\\." + PART + ")?)?";
    private static final Pattern ONE = Pattern.compile("(\\^|~>?|>=|<=|>|<|=)?\\s*" + VERSION);
    private static final Pattern HYPHEN = Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");

    Selector {
        ranges = List.copyOf(ranges);
    }

    /** From a version, to below another. */
    private record Span(Numbers from, Numbers below) {
        private static final int END = Integer.MAX_VALUE;

        static Span of(Matcher at, int first) {
            int major = part(at.group(first));
            int minor = major < 0 ? -1 : part(at.group(first + 1));
            int patch = minor < 0 ? -1 : part(at.group(first + 2));
            Numbers from = new Numbers(Math.max(0, major), Math.max(0, minor), Math.max(0, patch));
            Numbers below = major < 0
                    ? new Numbers(END, 0, 0)
                    : minor < 0
                            ? new Numbers(major + 1, 0, 0)
                            : patch < 0 ? new Numbers(major, minor + 1, 0) : new Numbers(major, minor, patch + 1);
            return new Span(from, below);
        }

        private static int part(@Nullable String text) {
            return text == null || !Character.isDigit(text.charAt(0)) ? -1 : Integer.parseInt(text);
        }

        boolean isSoLow(Numbers version) {
            return version.compareTo(below) < 0;
        }

        boolean isSoHigh(Numbers version) {
            return version.compareTo(from) >= 0;
        }
    }

    /** Empty when it is none; then it means no version. */
    static Optional<Selector> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        List<Predicate<Numbers>> ranges = new ArrayList<>();
        for (String range : text.split("\\|\\|", -1)) {
            Optional<Predicate<Numbers>> one = range(range);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(one.get());
        }
        return Optional.of(new Selector(ranges));
    }

    boolean means(Numbers version) {
        return ranges.stream().anyMatch(range -> range.test(version));
    }

    private static Optional<Predicate<Numbers>> range(String text) {
        Matcher hyphen = HYPHEN.matcher(text);
        if (hyphen.matches()) {
            Span low = Span.of(hyphen, 2);
            Span high = Span.of(hyphen, 6);
            return Optional.of(version -> low.isSoHigh(version) && high.isSoLow(version));
        }
        Predicate<Numbers> all = _ -> true;
        String left = text.strip();
        for (Matcher one = ONE.matcher(left); !left.isEmpty(); one = ONE.matcher(left)) {
            if (!one.lookingAt()) {
                return Optional.empty();
            }
            all = all.and(comparison(one));
            left = left.substring(one.end()).strip();
        }
        return Optional.of(all);
    }

    private static Predicate<Numbers> comparison(Matcher one) {
        Span span = Span.of(one, 2);
        boolean minor = one.group(3) != null && Character.isDigit(one.group(3).charAt(0));
        String how = one.group(1) == null ? "=" : one.group(1);
        return switch (how) {
            case ">=" -> span::isSoHigh;
            case ">" -> version -> !span.isSoLow(version);
            case "<" -> version -> !span.isSoHigh(version);
            case "<=" -> span::isSoLow;
            case "^" -> version -> span.isSoHigh(version) && version.compareTo(caret(span)) < 0;
            case "~", "~>" -> version -> span.isSoHigh(version) && version.compareTo(tilde(minor, span)) < 0;
            default -> version -> span.isSoHigh(version) && span.isSoLow(version);
        };
    }

    /** The next version whose first figure that is not 0 is another. */
    private static Numbers caret(Span span) {
        Numbers from = span.from;
        Numbers next = from.major() > 0
                ? new Numbers(from.major() + 1, 0, 0)
                : from.minor() > 0 ? new Numbers(0, from.minor() + 1, 0) : new Numbers(0, 0, from.patch() + 1);
        return next.compareTo(span.below) > 0 ? next : span.below;
    }

    private static Numbers tilde(boolean minor, Span span) {
        Numbers next = new Numbers(span.from.major(), span.from.minor() + 1, 0);
        return minor && next.compareTo(span.below) > 0 ? next : span.below;
    }
}
