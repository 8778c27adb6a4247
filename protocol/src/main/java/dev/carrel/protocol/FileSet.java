package dev.carrel.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A user's files, together: no two that collide, not too many, not too much. */
public record FileSet(List<FileEntry> files) {
    public static final int MAX_FILES = 100;
    public static final int MAX_SOURCE_BYTES = 100_000;
    public static final ByteSize MAX_DATA = ByteSize.ofMb(1);
    public static final ByteSize MAX_TOTAL = ByteSize.ofMb(10);

    /** What a program may read beside its sources, by extension. */
    public static final Set<String> DATA_EXTENSIONS = Set.of(
            ".txt", ".csv", ".tsv", ".json", ".xml", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".md", ".html", ".css",
            ".svg", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".wav", ".in", ".out", ".ans", ".dat", ".log", ".sql");

    public FileSet {
        files = List.copyOf(files);
        demandNames(files.stream().map(FileEntry::path).toList());
        long total = files.stream().mapToLong(f -> f.content().size()).sum();
        if (total > MAX_TOTAL.bytes()) {
            throw new Refused(
                    Rule.FILES_TOO_LARGE,
                    "files",
                    "The files have " + new ByteSize(total) + " together, more than " + MAX_TOTAL + ".",
                    "Send less.");
        }
    }

    public static FileSet of(FileEntry... files) {
        return new FileSet(List.of(files));
    }

    /** That files of these names could stand together, whatever is in them. */
    public static void demandNames(List<FilePath> names) {
        if (names.size() > MAX_FILES) {
            throw new Refused(
                    Rule.FILES_TOO_MANY,
                    "files",
                    names.size() + " files are more than the " + MAX_FILES + " that one run may have.",
                    "Send fewer files.");
        }
        refuseCollisions(names);
    }

    private static void refuseCollisions(List<FilePath> names) {
        Map<String, FilePath> taken = new HashMap<>();
        for (FilePath name : names) {
            FilePath before = taken.put(name.collisionKey(), name);
            if (before != null) {
                throw collision(before, name);
            }
        }
        for (FilePath name : names) {
            String key = name.collisionKey();
            for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
                FilePath asFile = taken.get(key.substring(0, slash));
                if (asFile != null) {
                    throw collision(asFile, name);
                }
            }
        }
    }

    private static Refused collision(FilePath a, FilePath b) {
        return new Refused(
                Rule.PATH_COLLISION,
                "files.name",
                "The file names \"" + a + "\" and \"" + b + "\" cannot stand side by side.",
                "Rename one: upper and lower case, and accents written in two ways, count as the same name.");
    }

    /**
     * These files, checked against the rules of one language.
     *
     * @param sources the extensions of its source files, with their dots
     */
    public FileSet checkedFor(String language, Set<String> sources) {
        for (FileEntry file : files) {
            String extension = file.path().extension().orElse("");
            if (sources.contains(extension)) {
                checkSource(file);
            } else if (DATA_EXTENSIONS.contains(extension)) {
                checkData(file);
            } else {
                throw new Refused(
                        Rule.FILE_EXTENSION,
                        "files.name",
                        "The file \"" + file.path() + "\" is neither a source of " + language + " ("
                                + String.join(" ", sources.stream().sorted().toList()) + ") nor a data file.",
                        "Rename it, or use one of "
                                + String.join(
                                        " ", DATA_EXTENSIONS.stream().sorted().toList()) + " for data.");
            }
        }
        return this;
    }

    private static void checkSource(FileEntry file) {
        if (file.content().size() > MAX_SOURCE_BYTES) {
            throw tooLarge(file, String.format(Locale.ROOT, "%,d bytes of a source file", MAX_SOURCE_BYTES));
        }
        if (!file.content().isUtf8()) {
            throw new Refused(
                    Rule.FILE_NOT_UTF8,
                    "files.content",
                    "The source file \"" + file.path() + "\" is not UTF-8 text.",
                    "Save it as UTF-8.");
        }
    }

    private static void checkData(FileEntry file) {
        if (file.content().size() > MAX_DATA.bytes()) {
            throw tooLarge(file, MAX_DATA + " of a data file");
        }
    }

    private static Refused tooLarge(FileEntry file, String most) {
        return new Refused(
                Rule.FILE_TOO_LARGE,
                "files.content",
                String.format(
                        Locale.ROOT,
                        "The file \"%s\" has %,d bytes, more than the %s.",
                        file.path(),
                        file.content().size(),
                        most),
                "Make it shorter or split it.");
    }

    public Optional<FileEntry> find(FilePath path) {
        return files.stream().filter(f -> f.path().equals(path)).findFirst();
    }

    public List<WorkFile> workFiles() {
        return files.stream().map(WorkFile::of).toList();
    }
}
