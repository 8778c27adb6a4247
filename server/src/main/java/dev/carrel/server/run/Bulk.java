package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.blob.BlobKey;
import dev.carrel.server.blob.BlobStore;
import dev.carrel.server.blob.NoRoom;
import dev.carrel.server.platform.http.Zip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Results and transcripts of programs that wrote much. The whole of one stands compressed beside the files that the
 * program made and goes with them; the row has a short form, marked as cut, which is what is told when the whole cannot
 * be read. Where there is no room for the whole, the row has it.
 */
@Component
class Bulk {
    private static final Logger LOG = LoggerFactory.getLogger(Bulk.class);
    private static final String UNREAD = "; the rest of what it wrote cannot be read now, which is our fault";

    private final BlobStore blobs;
    private final Wire wire;

    Bulk(BlobStore blobs, Wire wire) {
        this.blobs = blobs;
        this.wire = wire;
    }

    /**
     * JSON as a row has it.
     *
     * @param whole the hash under which all of it is kept; empty when this is all
     */
    record Kept(Bytes row, Optional<String> whole) {
        static Kept all(Bytes octets) {
            return new Kept(octets, Optional.empty());
        }
    }

    Kept result(RunId id, Instant created, RunResult result) {
        return Excerpt.isLarge(result)
                ? keep(id, created, wire.result(result), () -> wire.result(Excerpt.of(result)))
                : Kept.all(wire.result(result));
    }

    Kept events(RunId id, Instant created, List<RunEvent> events) {
        return Excerpt.isLarge(events)
                ? keep(id, created, wire.events(events), () -> wire.events(Excerpt.of(events)))
                : Kept.all(wire.events(events));
    }

    private interface Form {
        Bytes octets();
    }

    private Kept keep(RunId id, Instant created, Bytes whole, Form cut) {
        try {
            BlobKey key = blobs.keep(Artifacts.group(id, created), Zip.of(whole.toArray()));
            return new Kept(cut.octets(), Optional.of(key.hash()));
        } catch (NoRoom e) {
            LOG.warn("the row of {} has all that it wrote: {}", id, e.getMessage());
            return Kept.all(whole);
        }
    }

    /** The result of a run that has one, in JSON. */
    Bytes result(Stored run) {
        Kept kept = run.result().orElseThrow();
        return kept.whole().isEmpty()
                ? kept.row()
                : whole(run, kept).orElseGet(() -> wire.result(unread(wire.result(kept.row()))));
    }

    private static RunResult unread(RunResult cut) {
        return Artifacts.with(cut, cut.message() + UNREAD, cut.artifacts());
    }

    List<RunEvent> events(Stored run, List<Kept> rows) {
        List<RunEvent> events = new ArrayList<>();
        rows.forEach(kept -> events.addAll(wire.events(
                kept.whole().isEmpty() ? kept.row() : whole(run, kept).orElse(kept.row()))));
        return events;
    }

    private Optional<Bytes> whole(Stored run, Kept kept) {
        String hash = kept.whole().orElseThrow();
        try {
            Optional<Bytes> zipped = blobs.read(new BlobKey(Artifacts.group(run.id(), run.created()), hash));
            if (zipped.isEmpty()) {
                LOG.error("what {} wrote is not kept under {}", run.id(), hash);
                return Optional.empty();
            }
            try (GZIPInputStream in =
                    new GZIPInputStream(new ByteArrayInputStream(zipped.get().toArray()))) {
                return Optional.of(Bytes.of(in.readAllBytes()));
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.error("what {} wrote cannot be read", run.id(), e);
            return Optional.empty();
        }
    }
}
