package dev.carrel.runner.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Debian's packages come from: the addresses that this host's own apt uses, so that no address is ours to keep
 * and an operator's mirror is honoured.
 */
public record Mirror(String main, String security) {
    public static final String VARIABLE = "CARREL_DEBIAN_MIRROR";

    private static final Pattern INDEX = Pattern.compile("'([^']+)/dists/([^/']+)/InRelease'.*");

    public static Mirror find(@Nullable String override) throws InstallException {
        if (override != null && !override.isBlank()) {
            return of(override.strip());
        }
        List<String> argv = List.of("apt-get", "update", "--print-uris", "-o", "Debug::NoLocking=1");
        return fromApt(Tool.run("Asking apt for this host's Debian mirror", argv))
                .orElseThrow(
                        () -> new InstallException("No Debian mirror is configured in this host's apt; name one in the"
                                + " variable " + VARIABLE + "."));
    }

    static Optional<Mirror> fromApt(String printedUris) {
        List<String> main = new ArrayList<>();
        List<String> security = new ArrayList<>();
        for (String line : printedUris.lines().toList()) {
            Matcher m = INDEX.matcher(line);
            if (m.matches() && m.group(1).matches(".*/debian(-security)?")) {
                (m.group(2).endsWith("-security") ? security : main).add(m.group(1));
            }
        }
        return main.stream()
                .findFirst()
                .map(address ->
                        new Mirror(address, security.stream().findFirst().orElse(of(address).security)));
    }

    private static Mirror of(String main) {
        String address = main.replaceAll("/+$", "");
        return new Mirror(address, address + "-security");
    }
}
