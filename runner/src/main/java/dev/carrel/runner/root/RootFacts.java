package dev.carrel.runner.root;

import dev.carrel.runner.supply.ArchiveFact;
import dev.carrel.runner.supply.PackageFact;
import java.util.List;
import java.util.Objects;

/** What a root holds, stored in it: the answer to "which openssl was that run made with?". */
public record RootFacts(
        String name,
        String debian,
        String architecture,
        String jdk,
        String dotnet,
        long bytes,
        List<PackageFact> packages,
        List<ArchiveFact> archives) {
    public static final String FILE = ".carrel-root.json";

    /** Roots that were made before there were archives do not speak of them. */
    public RootFacts {
        packages = List.copyOf(packages);
        dotnet = Objects.requireNonNullElse(dotnet, "");
        archives = List.copyOf(Objects.requireNonNullElse(archives, List.of()));
    }
}
