package dev.carrel.runner.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * apt without root rights: the host's apt-get on lists, cache and status file of our own.
 *
 * <p>The status file says what is installed: nothing, so that everything is fetched; but each package that a root
 * leaves out stands there as installed, so that neither it nor what only it needs comes along. Signatures are checked
 * against Debian's keyring. The cache outlives a failed install, and apt resumes half a file; it prints only what is
 * not yet in its cache, so it is asked what it would fetch with an empty one.
 */
public final class Apt {
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    private final Path cache;
    private final String architecture;
    private final Mirror mirror;
    private final Map<String, Optional<InstallException>> lists = new HashMap<>();

    /** @param architecture as Debian names it */
    public Apt(Path cache, String architecture, Mirror mirror) {
        this.cache = cache;
        this.architecture = architecture;
        this.mirror = mirror;
    }

    /**
     * Fetches what is not yet in the cache; one call at a time.
     *
     * @param id names the status file and the root in messages
     */
    public List<Download> fetch(String id, Packages wanted) throws InstallException {
        try {
            Path folder = prepare(id, wanted);
            Path archives = folder.resolve("archives");
            List<String> resolve = install(folder, id, wanted, "--print-uris");
            option(resolve, "Dir::Cache::archives", folder.resolve("nothing"));
            List<Download> downloads = Download.parse(Tool.run("Choosing the packages of " + id, resolve), archives);
            fetching("Downloading the packages of " + id, install(folder, id, wanted, "--download-only"));
            return downloads;
        } catch (IOException e) {
            throw new InstallException("The package cache " + cache + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Path prepare(String id, Packages wanted) throws IOException, InstallException {
        if (!Files.isReadable(KEYRING)) {
            throw new InstallException(
                    "Debian's signing keys are not on this host: apt-get install debian-archive-keyring");
        }
        Path folder = cache.resolve(wanted.release());
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("archives/partial"));
        Files.createDirectories(folder.resolve("nothing/partial"));
        Files.writeString(folder.resolve("sources.list"), sources(wanted.release()));
        Files.writeString(folder.resolve("apt.conf"), CONFIGURATION);
        Files.writeString(folder.resolve("status-" + id), status(wanted));
        if (!lists.containsKey(wanted.release())) {
            lists.put(wanted.release(), readLists(folder, id, wanted));
        }
        Optional<InstallException> failure = lists.getOrDefault(wanted.release(), Optional.empty());
        if (failure.isPresent()) {
            throw failure.get();
        }
        return folder;
    }

    private Optional<InstallException> readLists(Path folder, String id, Packages wanted) {
        List<String> update = aptGet(folder, id);
        update.addAll(List.of("-o", "APT::Update::Error-Mode=any", "update"));
        try {
            fetching("Reading the package lists of Debian " + wanted.release(), update);
            return Optional.empty();
        } catch (InstallException e) {
            return Optional.of(e);
        }
    }

    private void fetching(String doing, List<String> argv) throws InstallException {
        try {
            Tool.run(doing, argv);
        } catch (InstallException e) {
            throw new InstallException(
                    e.getMessage() + " Check the network to " + mirror.main() + ", or name another mirror in "
                            + Mirror.VARIABLE + "; what was fetched is kept.",
                    e);
        }
    }

    private List<String> install(Path folder, String id, Packages wanted, String mode) {
        List<String> argv = aptGet(folder, id);
        argv.addAll(List.of("--yes", "--no-install-recommends", mode, "install"));
        argv.addAll(wanted.names());
        return argv;
    }

    private List<String> aptGet(Path folder, String id) {
        List<String> argv = new ArrayList<>(
                List.of("apt-get", "-c", folder.resolve("apt.conf").toString()));
        option(argv, "Dir::State", folder);
        option(argv, "Dir::State::lists", folder.resolve("lists"));
        option(argv, "Dir::State::status", folder.resolve("status-" + id));
        option(argv, "Dir::Cache", folder);
        option(argv, "Dir::Cache::archives", folder.resolve("archives"));
        option(argv, "Dir::Etc::sourcelist", folder.resolve("sources.list"));
        return argv;
    }

    private static void option(List<String> argv, String name, Path value) {
        argv.addAll(List.of("-o", name + "=" + value));
    }

    private String sources(String release) {
        String line = "deb [arch=" + architecture + " signed-by=" + KEYRING + "] ";
        return line + mirror.main() + " " + release + " main\n"
                + line + mirror.main() + " " + release + "-updates main\n"
                + line + mirror.security() + " " + release + "-security main\n";
    }

    private String status(Packages wanted) {
        StringBuilder status = new StringBuilder();
        for (String name : wanted.without()) {
            status.append("Package: ").append(name).append("\nStatus: install ok installed\nArchitecture: ");
            status.append(architecture).append("\nMulti-Arch: foreign\nVersion: 9999\n");
            status.append("Maintainer: nobody\nDescription: left out\n\n");
        }
        return status.toString();
    }

    /** The host's own apt hooks belong to its own package lists. */
    private static final String CONFIGURATION = """
            #clear APT::Update::Pre-Invoke;
            #clear APT::Update::Post-Invoke;
            #clear APT::Update::Post-Invoke-Success;
            #clear DPkg::Pre-Invoke;
            #clear DPkg::Post-Invoke;
            #clear DPkg::Pre-Install-Pkgs;
            #clear APT::Default-Release;
            Dir::Etc::sourceparts "/dev/null";
            Dir::Etc::preferences "/dev/null";
            Dir::Etc::preferencesparts "/dev/null";
            APT::Sandbox::User "";
            APT::Install-Recommends "false";
            APT::Get::AllowUnauthenticated "false";
            Acquire::AllowInsecureRepositories "false";
            Acquire::Languages "none";
            Acquire::Retries "2";
            Acquire::http::Timeout "30";
            Binary::apt-get::APT::Keep-Downloaded-Packages "true";
            Debug::NoLocking "true";
            """;
}
