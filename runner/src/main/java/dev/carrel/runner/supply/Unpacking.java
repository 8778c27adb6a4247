package dev.carrel.runner.supply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Puts an archive's content into a root. It is unpacked beside the root first; then each file is looked at and moved to
 * its place: neither a name nor a link in an archive can lead out of the root, and only files, folders and links come
 * in.
 */
public final class Unpacking {
    private final Path root;
    private final Path aside;
    private final Set<Path> checked = new HashSet<>();

    /** @param aside a folder on the same disk that does not exist yet */
    public Unpacking(Path root, Path aside) throws IOException {
        this.root = root.toRealPath();
        this.aside = aside;
    }

    public void unpack(Archive archive, Path file) throws InstallException, IOException {
        switch (archive.form()) {
            case Archive.Form.Whole _ -> {
                Path place = place(
                        archive,
                        root.resolve(archive.into()).resolve(archive.origin().fileName()));
                Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
            }
            case Archive.Form.Unpacked form -> {
                Files.createDirectories(aside);
                extract(archive, file);
                moveIn(archive, form);
            }
        }
    }

    private void extract(Archive archive, Path file) throws InstallException, IOException {
        if (archive.origin() instanceof Origin.Npm) {
            List<String> tar = List.of("tar", "--extract", "--gzip", "--no-same-owner", "--file", file.toString());
            Tool.run(
                    "Unpacking " + archive,
                    Stream.concat(tar.stream(), Stream.of("--directory", aside.toString()))
                            .toList());
            return;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path to = aside.resolve(entry.getName()).normalize();
                refuseUnless(
                        to.startsWith(aside) && !entry.getName().contains("\0"),
                        archive,
                        entry.getName(),
                        "leads out of it");
                if (!entry.isDirectory()) {
                    Files.createDirectories(parent(to));
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private void moveIn(Archive archive, Archive.Form.Unpacked form) throws InstallException, IOException {
        Path from = top(archive.origin()).resolve(form.folder());
        if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            throw new InstallException(archive + " has no folder \"" + form.folder() + "\".");
        }
        List<PathMatcher> only = matchers(form.only());
        List<PathMatcher> programs = matchers(form.programs());
        Path into = root.resolve(archive.into());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path name = from.relativize(path);
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || (!only.isEmpty() && !matches(only, name))) {
                    continue;
                }
                Path to = place(archive, into.resolve(name));
                admit(archive, path, to);
                if (matches(programs, name)) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                Files.move(path, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void admit(Archive archive, Path path, Path to) throws InstallException, IOException {
        if (Files.isSymbolicLink(path)) {
            Path target = Files.readSymbolicLink(path);
            Path end = parent(to).toRealPath().resolve(target).normalize();
            refuseUnless(
                    !target.isAbsolute() && end.startsWith(root),
                    archive,
                    String.valueOf(path.getFileName()),
                    "is a link out of the root");
        } else {
            refuseUnless(
                    Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS),
                    archive,
                    String.valueOf(path.getFileName()),
                    "is neither file, folder nor link");
        }
    }

    /** Makes the folder that a file goes to, and sees that no link on the way leads elsewhere. */
    private Path place(Archive archive, Path to) throws InstallException, IOException {
        Path parent = parent(to);
        if (checked.add(parent)) {
            Path there = parent;
            while (!Files.exists(there)) {
                there = parent(there);
            }
            refuseUnless(
                    there.toRealPath().startsWith(root),
                    archive,
                    root.relativize(to).toString(),
                    "leads out of the root");
            Files.createDirectories(parent);
        }
        return to;
    }

    private static Path parent(Path below) {
        return Objects.requireNonNull(below.getParent());
    }

    /** The folder that a registry wraps everything in. */
    private Path top(Origin origin) throws IOException, InstallException {
        int depth = switch (origin) {
            case Origin.Npm _ -> 1;
            case Origin.GoModule module -> module.module().split("/", -1).length;
            case Origin.Maven _, Origin.Pypi _ -> 0;
        };
        Path top = aside;
        for (int i = 0; i < depth; i++) {
            try (Stream<Path> children = Files.list(top)) {
                List<Path> all = children.toList();
                if (all.size() != 1) {
                    throw new InstallException(origin.coordinates() + " does not have one folder around all.");
                }
                top = all.getFirst();
            }
        }
        return top;
    }

    private static List<PathMatcher> matchers(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    private static boolean matches(List<PathMatcher> matchers, Path name) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(name));
    }

    private static void refuseUnless(boolean holds, Archive archive, String name, String why) throws InstallException {
        if (!holds) {
            throw new InstallException("Refused " + archive + ": \"" + name + "\" in it " + why + ".");
        }
    }
}
