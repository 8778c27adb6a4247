package dev.carrel.server.blob;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * What belongs together and goes together, such as the files of one run.
 *
 * @param day all groups of a day go at once when their time is over
 * @param name 32 hexadecimal digits
 */
public record BlobGroup(LocalDate day, String name) {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");

    public BlobGroup {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a group: " + name);
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
