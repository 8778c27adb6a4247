package dev.carrel.runner.root;

import dev.carrel.protocol.Bytes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a root is made of. Equal manifests on equal hosts make one root; its hash is the sandbox version.
 *
 * @param debian the release that the packages come from
 * @param packages by name; what they depend on comes along
 * @param without packages that others depend on and that this root does not need
 * @param files path in the root to content
 * @param links path in the root to target; {triplet} stands for the host's library folder name
 * @param jdkModules modules of the JDK in use, linked into /usr/lib/jvm; none for a root without Java
 * @param prune path patterns to leave out
 * @param prepare commands run once inside the root, as its owner, while it is still writable
 */
public record Manifest(
        String id,
        String debian,
        List<String> packages,
        List<String> without,
        Map<String, Bytes> files,
        Map<String, String> links,
        List<String> jdkModules,
        List<String> prune,
        List<List<String>> prepare) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,39}");
    private static final Pattern RELEASE = Pattern.compile("[a-z]{2,20}");
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9.+-]+");
    private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9.]+");

    /** Raised when the installer makes another tree from the same manifest. */
    private static final String FORMAT = "1";

    public Manifest {
        require(ID.matcher(id).matches(), "the root's name \"" + id + "\" is not of a-z, 0-9, dot and dash");
        require(RELEASE.matcher(debian).matches(), "root " + id + ": \"" + debian + "\" is no Debian release name");
        require(!packages.isEmpty(), "root " + id + " names no package");
        names(id, PACKAGE, packages);
        names(id, PACKAGE, without);
        names(id, MODULE, jdkModules);
        files.keySet().forEach(path -> requireInside(id, path));
        links.keySet().forEach(path -> requireInside(id, path));
        prune.forEach(path -> requireInside(id, path));
        require(prepare.stream().noneMatch(List::isEmpty), "root " + id + " has an empty prepare command");
        packages = List.copyOf(packages);
        without = List.copyOf(without);
        files = Map.copyOf(files);
        links = Map.copyOf(links);
        jdkModules = List.copyOf(jdkModules);
        prune = List.copyOf(prune);
        prepare = prepare.stream().map(List::copyOf).toList();
    }

    /** The root's folder name on this host. */
    public String folder(Host host) {
        return id + "-" + hash(host).substring(0, 12);
    }

    private String hash(Host host) {
        Digest digest = new Digest().text(FORMAT, id, debian, host.architecture());
        digest.text(packages.toString(), without.toString());
        new TreeMap<>(files).forEach((path, content) -> digest.text(path).bytes(content));
        digest.text(new TreeMap<>(links).toString(), prune.toString(), prepare.toString());
        if (!jdkModules.isEmpty()) {
            digest.text(host.jdkVersion(), jdkModules.toString());
        }
        return digest.hex();
    }

    private static void names(String id, Pattern pattern, List<String> names) {
        for (String name : names) {
            require(pattern.matcher(name).matches(), "root " + id + ": \"" + name + "\" is no valid name");
        }
    }

    private static void requireInside(String id, String path) {
        require(
                !path.startsWith("/") && !List.of(path.split("/", -1)).contains(".."),
                "root " + id + ": \"" + path + "\" must be a path below the root, without a leading slash");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
