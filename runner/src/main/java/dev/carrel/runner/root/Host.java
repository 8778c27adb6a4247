package dev.carrel.runner.root;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What of this machine a root depends on: its processor, the JDK that Java's root is linked from, and a .NET SDK.
 *
 * @param architecture as Debian names it
 */
public record Host(String architecture, Path jdk, String jdkVersion, Optional<DotnetSdk> dotnet) {
    public Host(String architecture, Path jdk, String jdkVersion) {
        this(architecture, jdk, jdkVersion, Optional.empty());
    }

    public static Host current() {
        return new Host(
                debian(System.getProperty("os.arch")),
                Path.of(System.getProperty("java.home")),
                Runtime.version().toString(),
                DotnetSdk.find(DotnetSdk.places(System.getenv())));
    }

    private static String debian(String javaName) {
        return switch (javaName) {
            case "aarch64" -> "arm64";
            default -> javaName.toLowerCase(Locale.ROOT);
        };
    }

    /** The folder name of libraries for this processor, as Debian's packages use it. */
    String triplet() {
        return switch (architecture) {
            case "amd64" -> "x86_64-linux-gnu";
            case "arm64" -> "aarch64-linux-gnu";
            default -> architecture + "-linux-gnu";
        };
    }
}
