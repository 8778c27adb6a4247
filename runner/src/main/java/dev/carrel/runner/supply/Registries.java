package dev.carrel.runner.supply;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * The registries' addresses: the public ones, or the operator's mirrors. An address may hold a user and a password; no
 * message shows them.
 */
public record Registries(URI npm, URI maven, URI pypi, URI goProxy) {
    /** The variables that name mirrors; the command fills them from what npm, Maven, pip and go are configured with. */
    public static Registries of(Map<String, String> environment) throws InstallException {
        return new Registries(
                address(environment, "CARREL_NPM_REGISTRY", "https://registry.npmjs.org"),
                address(environment, "CARREL_MAVEN_MIRROR", "https://repo.maven.apache.org/maven2"),
                address(environment, "CARREL_PYPI_MIRROR", "https://pypi.org/simple"),
                address(environment, "CARREL_GO_PROXY", "https://proxy.golang.org"));
    }

    private static URI address(Map<String, String> environment, String variable, String standard)
            throws InstallException {
        String text = environment.getOrDefault(variable, "").strip();
        try {
            URI address = new URI(text.isEmpty() ? standard : text);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (URISyntaxException _) {
            // told below, without the text: it may hold a password
        }
        throw new InstallException("The variable " + variable + " is no address; write one such as " + standard + ".");
    }

    /** The variable that names another mirror of an archive's registry. */
    static String variable(Origin origin) {
        return switch (origin) {
            case Origin.Npm _ -> "CARREL_NPM_REGISTRY";
            case Origin.Maven _ -> "CARREL_MAVEN_MIRROR";
            case Origin.Pypi _ -> "CARREL_PYPI_MIRROR";
            case Origin.GoModule _ -> "CARREL_GO_PROXY";
        };
    }

    /** An address as messages show it. */
    static String shown(URI address) {
        return address.toString().replaceFirst("//[^/@]*@", "//");
    }
}
