package dev.carrel.runner.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.MediaType;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Collect;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The files that a program made: those of its working folder that were not put there. */
final class Artifacts {
    private static final Logger LOG = System.getLogger(Artifacts.class.getName());
    static final int MAX_COUNT = 16;
    static final ByteSize MAX_TOTAL = ByteSize.ofMb(10);
    private static final int MAX_DEPTH = 8;

    private final Set<String> given;
    private final ArtifactStore store;

    Artifacts(List<WorkFile> given, ArtifactStore store) {
        this.given = given.stream().map(WorkFile::name).collect(Collectors.toUnmodifiableSet());
        this.store = store;
    }

    /** The given files come back too, and may have grown: they must not crowd out the new ones. */
    Collect collect(Limits limits) {
        long room = Math.min(MAX_TOTAL.bytes() + limits.disk().bytes(), Integer.MAX_VALUE);
        return new Collect(given.size() + MAX_COUNT, new ByteSize(room), MAX_TOTAL, MAX_DEPTH);
    }

    /** Kept files, whether some were left out, and whether that was for want of room on our side. */
    record Kept(List<Artifact> artifacts, boolean more, boolean full) {}

    Kept keep(List<WorkFile> collected) {
        List<WorkFile> made = collected.stream()
                .filter(file -> !given.contains(file.name()))
                .sorted(Comparator.comparing(WorkFile::name))
                .toList();
        List<Artifact> kept = new ArrayList<>();
        long total = 0;
        boolean full = false;
        for (WorkFile file : made) {
            int size = file.content().size();
            if (isShowable(file.name()) && kept.size() < MAX_COUNT && total + size <= MAX_TOTAL.bytes()) {
                try {
                    kept.add(kept(file));
                    total += size;
                } catch (UncheckedIOException e) {
                    LOG.log(Level.ERROR, "an artifact cannot be kept", e);
                    full = true;
                }
            }
        }
        return new Kept(kept, kept.size() < made.size(), full);
    }

    private Artifact kept(WorkFile file) {
        String type = MediaType.of(file.name(), file.content());
        return new Artifact(file.name(), type, new ByteSize(file.content().size()), store.keep(file, type));
    }

    /** A program names its files as it likes; a name that would not stand in one line is not handed on. */
    private static boolean isShowable(String name) {
        return name.codePoints().noneMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == 0xfffd;
        });
    }
}
