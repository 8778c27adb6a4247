package dev.carrel.runner.cli;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that the command line names: opened by name, or taken from a tar stream that somebody with more rights
 * packed. The content of one named folder becomes the working folder; hidden files of a folder stay behind.
 *
 * @param project whether a folder was named
 */
record NamedFiles(FileSet files, boolean project) {
    private static final String HERE = ".";

    /** The names as they count: no {@code ./} before, no {@code /} behind. */
    private static List<String> checked(List<String> names) {
        List<String> checked = names.stream().map(NamedFiles::checked).toList();
        if (checked.contains(HERE) && checked.size() > 1) {
            throw oneFolder();
        }
        return checked;
    }

    private static String checked(String name) {
        String plain = name;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        while (plain.length() > 1 && plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        boolean here = plain.equals(HERE) || (plain.isEmpty() && !name.isEmpty());
        return here ? HERE : new FilePath(plain).value();
    }

    static NamedFiles onDisk(Path folder, List<String> names) {
        Map<String, Bytes> files = new LinkedHashMap<>();
        Map<String, Boolean> executable = new LinkedHashMap<>();
        for (String name : checked(names)) {
            Path path = folder.resolve(name);
            boolean inside = Files.isDirectory(path);
            for (Path file : inside ? below(path) : List.of(path)) {
                String key = inside ? name + "/" + path.relativize(file) : name;
                if (inside && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw TarReader.notPlain(key);
                }
                files.put(key, read(file, key));
                executable.put(key, Files.isExecutable(file));
            }
        }
        return of(checked(names), files, executable);
    }

    static NamedFiles inTar(InputStream tar, List<String> names) throws IOException {
        List<String> checked = checked(names);
        Map<String, Bytes> files = new LinkedHashMap<>();
        Map<String, Boolean> executable = new LinkedHashMap<>();
        TarReader reader = new TarReader(tar, FileSet.MAX_TOTAL.bytes());
        Optional<TarReader.Entry> next = reader.next();
        while (next.isPresent() && files.size() <= FileSet.MAX_FILES) {
            TarReader.Entry entry = next.get();
            String key = entry.name().startsWith("./") && !checked.contains(HERE)
                    ? entry.name().substring(2)
                    : entry.name();
            files.put(key, entry.content());
            executable.put(key, entry.executable());
            next = reader.next();
        }
        return of(checked, files, executable);
    }

    private static NamedFiles of(List<String> names, Map<String, Bytes> files, Map<String, Boolean> executable) {
        List<FileEntry> entries = new ArrayList<>();
        boolean project = false;
        for (String name : names) {
            Bytes content = files.get(name);
            if (content != null) {
                entries.add(new FileEntry(new FilePath(name), content, executable.getOrDefault(name, false)));
                continue;
            }
            List<FileEntry> inside = inside(name, files, executable);
            if (inside.isEmpty()) {
                throw new Refused(
                        Rule.FILE_UNREADABLE,
                        "files.name",
                        "There is no file \"" + name + "\" that can be read, and no folder with files.",
                        "Check the name; it counts from the folder that you are in.");
            }
            entries.addAll(inside);
            project = true;
        }
        if (project && names.size() > 1) {
            throw oneFolder();
        }
        return new NamedFiles(new FileSet(entries), project);
    }

    private static List<FileEntry> inside(String folder, Map<String, Bytes> files, Map<String, Boolean> executable) {
        List<FileEntry> inside = new ArrayList<>();
        files.forEach((key, content) -> {
            if (key.startsWith(folder + "/")) {
                String name = key.substring(folder.length() + 1);
                if (!name.startsWith(".") && !name.contains("/.")) {
                    inside.add(new FileEntry(new FilePath(name), content, executable.getOrDefault(key, false)));
                }
            }
        });
        return inside;
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !folder.relativize(path).toString().startsWith("."))
                    .filter(path -> !folder.relativize(path).toString().contains("/."))
                    .limit(FileSet.MAX_FILES + 1L)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder.toString(), e);
        }
    }

    private static Bytes read(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw new Refused(
                    Rule.FILE_UNREADABLE,
                    "files.name",
                    "There is no file \"" + name + "\".",
                    "Check the name; it counts from the folder that you are in.");
        }
        try {
            if (Files.size(file) > FileSet.MAX_TOTAL.bytes()) {
                throw new Refused(
                        Rule.FILE_TOO_LARGE,
                        "files.content",
                        "The file \"" + name + "\" has more than " + FileSet.MAX_TOTAL + ".",
                        "Make it shorter or leave it out.");
            }
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static Refused unreadable(String name, IOException e) {
        return new Refused(
                Rule.FILE_UNREADABLE,
                "files.name",
                "The file \"" + name + "\" cannot be read (" + e.getClass().getSimpleName() + ").",
                "Check its rights.");
    }

    private static Refused oneFolder() {
        return new Refused(
                Rule.ARGUMENT,
                "files",
                "A folder stands among several names.",
                "Name one folder alone, or files only.");
    }
}
