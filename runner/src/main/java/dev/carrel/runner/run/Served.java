package dev.carrel.runner.run;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.sandbox.SlotSpec;

/**
 * One version of one language that this machine can run.
 *
 * @param runtime what runs it, in its own words ("Python 3.11.2")
 */
public record Served(Language language, Version version, String runtime, SlotSpec slot) {
    /** With nothing that has been started before the program came. */
    Served byItself() {
        return new Served(language, version.byItself(), runtime, slot);
    }

    /** What prints its files as its formatter writes them; a refusal where there is none. */
    Served formatting() {
        Version formatting = version.formatting()
                .orElseThrow(() -> new Refused(
                        Rule.TASK_NOT_SERVED,
                        "task",
                        "There is no formatter for " + language.name() + " " + version.number() + " here.",
                        "Ask for a run, or for a language of which GET /languages says that a version formats."));
        return new Served(language, formatting, runtime, slot);
    }

    /** One that runs on another machine: good for checking a request, and for nothing else. */
    public static Served elsewhere(Language language, Version version, String runtime) {
        SlotSpec slot = new SlotSpec(version.root().id(), language.network(), language.proc());
        return new Served(language, version, runtime, slot);
    }
}
