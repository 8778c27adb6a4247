package dev.carrel.runner.supply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One package as apt resolved it, and the archive that it is fetched into. */
public record Download(String name, String version, String architecture, Path archive) {
    private static final Pattern LINE = Pattern.compile("'[^']+' (([^\\s_]+)_([^\\s_]+)_([a-z0-9]+)\\.deb) \\d+ .*");

    /** The packages in what {@code --print-uris} says; only its quoted lines are packages, and all of them are. */
    static List<Download> parse(String printedUris, Path archives) throws InstallException {
        List<Download> downloads = new ArrayList<>();
        for (String line : printedUris.lines().toList()) {
            Matcher m = LINE.matcher(line);
            if (m.matches()) {
                String version = m.group(3).replace("%3a", ":");
                downloads.add(new Download(m.group(2), version, m.group(4), archives.resolve(m.group(1))));
            } else if (line.startsWith("'")) {
                throw new InstallException("apt names a package in an unknown way: " + line);
            }
        }
        return downloads;
    }

    /** What was really fetched: apt has checked it against Debian's signature. */
    public PackageFact fact() throws InstallException {
        return new PackageFact(name, version, architecture, Digest.ofFile(archive));
    }
}
