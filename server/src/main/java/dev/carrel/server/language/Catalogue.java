package dev.carrel.server.language;

import dev.carrel.protocol.FilePath;
import java.util.List;

/** Who knows the languages: the runner inside this process, or what runners elsewhere have told. */
public interface Catalogue {
    /** All of them, with their present state. */
    List<LanguageEntry> languages();

    /** The id of the language of that id or alias, in whatever case; a refusal when there is none. */
    String id(String language);

    /**
     * The file that a run of a language starts with, and the name that bare code gets; a refusal that names the nearest
     * language when there is none of that id or alias.
     */
    FilePath entry(String language);
}
