package dev.carrel.server.flag;

import dev.carrel.server.platform.identity.Who;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;

/** For whom a module asks whether a flag is on, in the terms of OpenFeature. */
public final class Asker {
    private Asker() {}

    public static EvaluationContext of(Who who) {
        return Flags.user(who).map(id -> new ImmutableContext(id.toString())).orElseGet(ImmutableContext::new);
    }
}
