package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.MediaType;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What may stand in a project: what a run takes, whose rules these are, of all languages. An image must be one, and
 * what holds other files is none that somebody works on.
 */
@Component
class FileRules {
    private static final Map<String, String> TYPES = Map.of(
            ".png", "image/png",
            ".jpg", "image/jpeg",
            ".jpeg", "image/jpeg",
            ".gif", "image/gif",
            ".wav", "audio/wav");
    private static final Set<String> HOLDERS = Set.of("application/zip", "application/gzip", "application/pdf");

    private final Set<String> sources;

    FileRules(Catalogue catalogue) {
        this.sources = catalogue.languages().stream()
                .flatMap(language -> language.extensions().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return what the octets are */
    String type(FilePath path, Bytes content) {
        return types(FileSet.of(new FileEntry(path, content, false))).getFirst();
    }

    /** Of files that stand together, in their order. */
    List<String> types(FileSet files) {
        return files.checkedFor("any language here", sources).files().stream()
                .map(FileRules::type)
                .toList();
    }

    private static String type(FileEntry file) {
        String type = MediaType.of(file.path().value(), file.content());
        String demanded = TYPES.getOrDefault(file.path().extension().orElse(""), type);
        if (HOLDERS.contains(type) || (!demanded.equals(type) && file.content().size() > 0)) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "files.content",
                    "file-content",
                    "The file \"" + file.path() + "\" holds " + type
                            + ", which its name does not say or a project does not take.",
                    "Send what the name says: text, data, or an image."));
        }
        return type;
    }
}
