package dev.carrel.runner.root;

import dev.carrel.runner.supply.Archive;
import dev.carrel.runner.supply.Download;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What was fetched for a root, all of it verified. */
record Parts(List<Download> packages, Map<Archive, Path> archives) {
    Parts {
        packages = List.copyOf(packages);
        archives = Map.copyOf(archives);
    }
}
