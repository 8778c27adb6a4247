package dev.carrel.runner.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A .NET SDK of this machine: no registry that a root is made from has one.
 *
 * @param home the folder with the program dotnet
 * @param version of the newest SDK in it
 */
public record DotnetSdk(Path home, String version) {
    private static final Pattern VERSION =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,4})(?:-[0-9A-Za-z.-]+)?");

    /** Where SDKs stand: what the operator names, then where Microsoft's and the distributions' packages put them. */
    static List<Path> places(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        String named = environment.getOrDefault("DOTNET_ROOT", "");
        if (named.startsWith("/")) {
            places.add(Path.of(named));
        }
        places.addAll(List.of(Path.of("/usr/share/dotnet"), Path.of("/usr/lib/dotnet"), Path.of("/opt/dotnet")));
        return places;
    }

    /** The newest SDK of the first place that has one. */
    static Optional<DotnetSdk> find(List<Path> places) {
        return places.stream().flatMap(place -> newest(place).stream()).findFirst();
    }

    private static Optional<DotnetSdk> newest(Path home) {
        if (!Files.isExecutable(home.resolve("dotnet"))) {
            return Optional.empty();
        }
        try (Stream<Path> sdks = Files.list(home.resolve("sdk"))) {
            return sdks.filter(sdk -> Files.isRegularFile(sdk.resolve("Roslyn/bincore/csc.dll")))
                    .map(sdk -> new DotnetSdk(home, String.valueOf(sdk.getFileName())))
                    .filter(sdk -> VERSION.matcher(sdk.version).matches())
                    .max(Comparator.comparingLong(DotnetSdk::order));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    int major() {
        return (int) (order() / 1_000_000_000L);
    }

    private long order() {
        Matcher m = VERSION.matcher(version);
        if (!m.matches()) {
            return 0;
        }
        return Long.parseLong(m.group(1)) * 1_000_000_000L
                + Long.parseLong(m.group(2)) * 100_000L
                + Long.parseLong(m.group(3));
    }
}
