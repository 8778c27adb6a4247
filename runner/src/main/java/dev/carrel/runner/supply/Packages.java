package dev.carrel.runner.supply;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Debian packages of one release.
 *
 * @param names what they depend on comes along
 * @param without packages that others depend on and that are left out
 */
public record Packages(String release, List<String> names, List<String> without) {
    private static final Pattern RELEASE = Pattern.compile("[a-z]{2,20}");
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9.+-]+");

    public Packages {
        require(RELEASE.matcher(release).matches(), "\"" + release + "\" is no Debian release name");
        require(!names.isEmpty(), "no package is named");
        names = List.copyOf(names);
        without = List.copyOf(without);
        names.forEach(Packages::requireName);
        without.forEach(Packages::requireName);
    }

    private static void requireName(String name) {
        require(PACKAGE.matcher(name).matches(), "\"" + name + "\" is no valid name");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
