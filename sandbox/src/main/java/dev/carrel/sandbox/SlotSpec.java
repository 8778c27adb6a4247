package dev.carrel.sandbox;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a slot shows to its programs: the name of a root folder, a network, a view of processes.
 *
 * @param ahead what it starts ahead; null for nothing
 */
public record SlotSpec(
        String root, Network network, Proc proc, @Nullable Ahead ahead) {
    private static final Pattern ROOT = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,79}");

    public SlotSpec {
        if (!ROOT.matcher(root).matches()) {
            throw new IllegalArgumentException("\"" + root + "\" is no name of a root");
        }
    }

    public SlotSpec(String root, Network network, Proc proc) {
        this(root, network, proc, null);
    }

    /** The same with nothing started ahead. */
    public SlotSpec plain() {
        return new SlotSpec(root, network, proc);
    }

    public SlotSpec with(Ahead ahead) {
        return new SlotSpec(root, network, proc, ahead);
    }
}
