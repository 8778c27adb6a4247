package dev.carrel.sandbox;

import java.util.regex.Pattern;

/** What a slot shows to its programs: the name of a root folder, a network, a view of processes. */
public record SlotSpec(String root, Network network, Proc proc) {
    private static final Pattern ROOT = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,79}");

    public SlotSpec {
        if (!ROOT.matcher(root).matches()) {
            throw new IllegalArgumentException("\"" + root + "\" is no name of a root");
        }
    }
}
