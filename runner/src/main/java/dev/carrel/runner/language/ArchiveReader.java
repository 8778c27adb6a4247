package dev.carrel.runner.language;

import dev.carrel.runner.language.LanguageFile.ArchiveFile;
import dev.carrel.runner.supply.Archive;
import dev.carrel.runner.supply.Origin;
import dev.carrel.runner.supply.Pin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the archives of a root their meaning. */
final class ArchiveReader {
    private ArchiveReader() {}

    static Archive read(ArchiveFile file) {
        Origin origin = origin(file);
        String key = "archives: " + origin.coordinates() + ":";
        Wrong.unless(file.digest() != null, key, "digest is missing");
        Wrong.unless(file.into() != null, key, "into is missing");
        Map<String, Pin> pins = new LinkedHashMap<>();
        orEmpty(file.digest()).forEach((architecture, digest) -> pins.put(architecture, Pin.parse(digest)));
        return new Archive(origin, pins, String.valueOf(file.into()), form(key, file, origin));
    }

    private static Archive.Form form(String key, ArchiveFile file, Origin origin) {
        boolean unpack = file.unpack() == null ? !(origin instanceof Origin.Maven) : file.unpack();
        if (unpack) {
            return new Archive.Form.Unpacked(
                    file.folder() == null ? "" : file.folder(), orEmpty(file.only()), orEmpty(file.programs()));
        }
        Wrong.unless(
                file.folder() == null && file.only() == null && file.programs() == null,
                key,
                "folder, only and programs speak of an archive that is unpacked; add unpack: true");
        return new Archive.Form.Whole();
    }

    private static Origin origin(ArchiveFile file) {
        List<Origin> named = new ArrayList<>();
        if (file.npm() != null) {
            named.add(Origin.npm(file.npm()));
        }
        if (file.maven() != null) {
            named.add(Origin.maven(file.maven()));
        }
        if (file.pypi() != null) {
            named.add(Origin.pypi(file.pypi()));
        }
        if (file.go() != null) {
            named.add(Origin.goModule(file.go()));
        }
        Wrong.unless(named.size() == 1, "archives:", "each names exactly one of npm, maven, pypi and go");
        return named.getFirst();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
