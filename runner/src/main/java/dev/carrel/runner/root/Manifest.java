package dev.carrel.runner.root;

import dev.carrel.protocol.Bytes;
import dev.carrel.runner.supply.Archive;
import dev.carrel.runner.supply.Digest;
import dev.carrel.runner.supply.Packages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a root is made of. Equal manifests on equal hosts make one root; its hash is the sandbox version.
 *
 * @param files path in the root to content
 * @param links path in the root to target; {triplet} stands for the host's library folder name
 * @param fromHost what is asked of the host
 * @param prune path patterns to leave out
 * @param prepare commands run once inside the root, as its owner, while it is still writable
 */
public record Manifest(
        String id,
        Packages packages,
        List<Archive> archives,
        Map<String, Bytes> files,
        Map<String, String> links,
        FromHost fromHost,
        List<String> prune,
        List<List<String>> prepare) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,39}");

    /** Raised when the installer makes another tree from the same manifest. */
    private static final String FORMAT = "1";

    /**
     * What a root asks of the host: a processor, and software that becomes part of it.
     *
     * @param architectures as Debian names them; none when any will do
     * @param jdkModules modules of the JDK in use, linked into /usr/lib/jvm; none for a root without it
     * @param dotnet the oldest major version of a .NET SDK that is good enough, copied to /usr/share/dotnet; 0 for a
     *     root without it
     */
    public record FromHost(List<String> architectures, List<String> jdkModules, int dotnet) {
        public static final FromHost NOTHING = new FromHost(List.of(), List.of(), 0);
        private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9.]+");
        private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9]{3,12}");

        public FromHost {
            for (String name : architectures) {
                require(
                        ARCHITECTURE.matcher(name).matches(),
                        "architectures: \"" + name + "\" is no name that Debian has; it writes amd64 and arm64");
            }
            for (String module : jdkModules) {
                require(MODULE.matcher(module).matches(), "\"" + module + "\" is no valid name of a module");
            }
            require(dotnet >= 0 && dotnet < 100, "dotnet: " + dotnet + " is no major version");
            architectures = List.copyOf(architectures);
            jdkModules = List.copyOf(jdkModules);
        }
    }

    public Manifest {
        require(ID.matcher(id).matches(), "the root's name \"" + id + "\" is not of a-z, 0-9, dot and dash");
        files.keySet().forEach(path -> requireInside(id, path));
        links.keySet().forEach(path -> requireInside(id, path));
        prune.forEach(path -> requireInside(id, path));
        require(prepare.stream().noneMatch(List::isEmpty), "root " + id + " has an empty prepare command");
        archives = List.copyOf(archives);
        files = Map.copyOf(files);
        links = Map.copyOf(links);
        prune = List.copyOf(prune);
        prepare = prepare.stream().map(List::copyOf).toList();
    }

    /** The root's folder name on this host. */
    public String folder(Host host) {
        return id + "-" + hash(host).substring(0, 12);
    }

    /** What this host would need first, in words; empty when the root can be made here. */
    public Optional<String> absence(Host host) {
        List<String> machines = fromHost.architectures();
        if (!machines.isEmpty() && !machines.contains(host.architecture())) {
            return Optional.of(
                    "needs a machine of " + String.join(" or ", machines) + "; this one is " + host.architecture());
        }
        for (Archive archive : archives) {
            if (archive.pin(host.architecture()).isEmpty()) {
                return Optional.of("needs " + archive + ", which is not named for machines of " + host.architecture());
            }
        }
        int least = fromHost.dotnet();
        if (least > 0 && host.dotnet().filter(sdk -> sdk.major() >= least).isEmpty()) {
            return Optional.of("needs a .NET SDK " + least + " or newer on this machine: install one from "
                    + "https://dotnet.microsoft.com/download, or name its folder in DOTNET_ROOT");
        }
        return Optional.empty();
    }

    private String hash(Host host) {
        Digest digest = new Digest().text(FORMAT, id, packages.release(), host.architecture());
        digest.text(packages.names().toString(), packages.without().toString());
        new TreeMap<>(files).forEach((path, content) -> digest.text(path).bytes(content));
        digest.text(new TreeMap<>(links).toString(), prune.toString(), prepare.toString());
        if (!fromHost.jdkModules().isEmpty()) {
            digest.text(host.jdkVersion(), fromHost.jdkModules().toString());
        }
        archives.forEach(archive -> digest.text("archive", archive.identity()));
        if (fromHost.dotnet() > 0) {
            digest.text("dotnet", host.dotnet().map(DotnetSdk::version).orElse("none"));
        }
        return digest.hex();
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
