package dev.carrel.server.compat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version in three figures, as other systems compare them; what is missing is 0. */
public record Numbers(int major, int minor, int patch) implements Comparable<Numbers> {
    private static final Pattern FIGURES = Pattern.compile("([0-9]{1,6})(?:\\.([0-9]{1,6}))?(?:\\.([0-9]{1,6}))?");

    /** The first figures in a text such as "Python 3.13.5". */
    public static Numbers in(String text) {
        Matcher found = FIGURES.matcher(text);
        return found.find()
                ? new Numbers(number(found.group(1)), number(found.group(2)), number(found.group(3)))
                : new Numbers(0, 0, 0);
    }

    private static int number(@Nullable String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    @Override
    public int compareTo(Numbers other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor == 0 ? Integer.compare(minor, other.minor) : byMajor;
        return byMinor == 0 ? Integer.compare(patch, other.patch) : byMinor;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
