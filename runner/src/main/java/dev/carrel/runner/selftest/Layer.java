package dev.carrel.runner.selftest;

import dev.carrel.sandbox.SlotFacts;
import java.util.EnumSet;
import java.util.Set;

/**
 * A layer that a ground may lack, mostly one for a single tenant. An attack that nothing else holds names it by
 * {@code carrel-needs}, and this is the one place that says what is lost without it.
 */
public enum Layer {
    CGROUP("memory, processes and CPU of a whole program"),
    UIDS("the kernel's quotas of a user, which all slots share here"),
    DEVICES("what one slot tells another by locks on device nodes, which all share here");

    private final String bounds;

    Layer(String bounds) {
        this.bounds = bounds;
    }

    /** The name in files and in doctor's rows. */
    public String wire() {
        return switch (this) {
            case CGROUP -> "cgroup";
            case UIDS -> "uids";
            case DEVICES -> "devices";
        };
    }

    /** What is not bounded without it, for an operator. */
    public String bounds() {
        return bounds;
    }

    /** Without it box serves one tenant at most. */
    public boolean isVital() {
        return switch (this) {
            case CGROUP, UIDS -> true;
            case DEVICES -> false;
        };
    }

    /** What the ground of a slot lacks. */
    static Set<Layer> missing(SlotFacts facts) {
        Set<Layer> missing = EnumSet.noneOf(Layer.class);
        if (facts.cgroup().equals("none")) {
            missing.add(CGROUP);
        }
        if (facts.uids().equals("one")) {
            missing.add(UIDS);
        }
        if (!facts.devices().equals("own")) {
            missing.add(DEVICES);
        }
        return missing;
    }
}
