package dev.carrel.server.compat.piston;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carrel.server.compat.Numbers;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.platform.problem.Shown;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A version of a language, installed or not, in Piston's words. */
record PistonPackage(String ours, String language, Numbers version, boolean installed) {
    /** As the list of packages shows it. */
    @JsonPropertyOrder({"language", "language_version", "installed"})
    record Listed(
            String language,
            @JsonProperty("language_version") String languageVersion,
            boolean installed) {}

    Listed listed() {
        return new Listed(language, version.toString(), installed);
    }

    String command() {
        return "carrel languages install " + ours;
    }

    static List<PistonPackage> of(List<LanguageEntry> languages) {
        return languages.stream()
                .flatMap(one -> one.versions().stream()
                        .map(version -> new PistonPackage(
                                one.id(),
                                PistonRuntime.language(one),
                                Numbers.in(version.runtime() == null ? version.version() : version.runtime()),
                                version.state() == LanguageEntry.State.READY)))
                .toList();
    }

    static PistonPackage find(List<LanguageEntry> languages, JsonNode body) {
        String language = body.path("language").asString("");
        String version = body.path("version").asString("");
        return of(languages).stream()
                .filter(one -> one.language.equals(language))
                .filter(one -> Selector.of(version)
                        .map(selector -> selector.means(one.version))
                        .orElse(false))
                .findFirst()
                .orElseThrow(() -> new RefusalException(new Refusal.NotFound(
                        "Requested package " + Shown.of(language) + "-" + Shown.of(version) + " does not exist")));
    }
}
