package dev.carrel.runner.run;

import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.sandbox.SlotSpec;

/**
 * One version of one language that this machine can run.
 *
 * @param runtime what runs it, in its own words ("Python 3.11.2")
 */
public record Served(Language language, Version version, String runtime, SlotSpec slot) {
    /** One that runs on another machine: good for checking a request, and for nothing else. */
    public static Served elsewhere(Language language, Version version, String runtime) {
        SlotSpec slot = new SlotSpec(version.root().id(), language.network(), language.proc());
        return new Served(language, version, runtime, slot);
    }
}
