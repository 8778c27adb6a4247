package dev.carrel.runner.root;

import java.util.List;

/** What a root holds, stored in it: the answer to "which openssl was that run made with?". */
public record RootFacts(
        String name, String debian, String architecture, String jdk, long bytes, List<PackageFact> packages) {
    public static final String FILE = ".carrel-root.json";

    public RootFacts {
        packages = List.copyOf(packages);
    }
}
