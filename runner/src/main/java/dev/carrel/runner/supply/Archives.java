package dev.carrel.runner.supply;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The archives that were fetched, by digest; each is verified whenever it is asked for. */
public final class Archives {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final String architecture;
    private final Registries registries;
    private final Courier courier;

    public Archives(Path folder, String architecture, Registries registries, Map<String, String> environment) {
        this(folder, architecture, registries, new Courier(environment, SILENCE));
    }

    Archives(Path folder, String architecture, Registries registries, Courier courier) {
        this.folder = folder;
        this.architecture = architecture;
        this.registries = registries;
        this.courier = courier;
    }

    /** The archive's verified file; fetched, or as much of it as is missing. */
    public Path fetch(Archive archive) throws InstallException {
        Pin pin = archive.pin(architecture)
                .orElseThrow(() ->
                        new InstallException("There is no " + archive + " for machines of " + architecture + "."));
        Path file = folder.resolve(pin.hex() + "-" + archive.origin().fileName());
        try {
            Files.createDirectories(folder);
            if (Files.exists(file) && pin.of(file).equals(pin.hex())) {
                return file;
            }
            Path part = folder.resolve(pin.hex() + ".part");
            courier.fetch(address(archive.origin(), pin), part);
            verify(archive, pin, part);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InstallException(
                    "Fetching " + archive + " failed: " + e.getMessage() + ". Check the network to "
                            + Registries.shown(home(archive.origin())) + ", or name another mirror in "
                            + Registries.variable(archive.origin()) + "; what was fetched is kept.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException("Fetching " + archive + " was interrupted", e);
        }
    }

    public ArchiveFact fact(Archive archive) throws InstallException {
        Pin pin = archive.pin(architecture).orElseThrow(() -> new InstallException("There is no " + archive + "."));
        return new ArchiveFact(archive.origin().registry(), archive.origin().coordinates(), pin.toString());
    }

    private static void verify(Archive archive, Pin pin, Path part) throws IOException, InstallException {
        String found = pin.of(part);
        if (!found.equals(pin.hex())) {
            Files.delete(part);
            throw new InstallException("Refused " + archive + ": its " + pin.algorithm() + " is " + found
                    + ", and the language's file says " + pin.hex()
                    + ". Either the registry's mirror serves something else, or the file names a wrong digest.");
        }
    }

    private URI address(Origin origin, Pin pin) throws IOException, InterruptedException, InstallException {
        return switch (origin) {
            case Origin.Npm npm -> npm.address(registries, architecture);
            case Origin.Maven maven -> maven.address(registries, architecture);
            case Origin.GoModule module -> module.address(registries, architecture);
            case Origin.Pypi pypi -> {
                URI index = pypi.index(registries);
                yield wheel(index, courier.text(index), pin)
                        .orElseThrow(() -> new InstallException(
                                "PyPI's index of " + pypi.name() + " has no file with the SHA-256 " + pin.hex() + "."));
            }
        };
    }

    /** The link of an index page that bears the digest. */
    static Optional<URI> wheel(URI index, String page, Pin pin) {
        Matcher m =
                Pattern.compile("href=\"([^\"#]+)#sha256=" + pin.hex() + "\"").matcher(page);
        return m.find() ? Optional.of(index.resolve(m.group(1).replace("&amp;", "&"))) : Optional.empty();
    }

    private URI home(Origin origin) {
        return switch (origin) {
            case Origin.Npm _ -> registries.npm();
            case Origin.Maven _ -> registries.maven();
            case Origin.Pypi _ -> registries.pypi();
            case Origin.GoModule _ -> registries.goProxy();
        };
    }
}
