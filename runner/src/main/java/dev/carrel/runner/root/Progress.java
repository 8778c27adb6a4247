package dev.carrel.runner.root;

import dev.carrel.runner.supply.InstallException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells the operator of each root as it ends, how far the whole is, and at the end what failed. */
final class Progress {
    private final Consumer<String> operator;
    private final LongSupplier nanoTime;
    private final int all;
    private final long begun;
    private final Map<Manifest, String> failed = new LinkedHashMap<>();
    private int done;

    Progress(Consumer<String> operator, LongSupplier nanoTime, int all) {
        this.operator = operator;
        this.nanoTime = nanoTime;
        this.all = all;
        this.begun = nanoTime.getAsLong();
    }

    synchronized void installed(Manifest manifest, long bytes, Duration took) {
        done++;
        operator.accept(String.format(
                Locale.ROOT,
                "[%d/%d] %s: %d MB in %.1f s%s",
                done,
                all,
                manifest.id(),
                bytes >> 20,
                took.toMillis() / 1000.0,
                remaining()));
    }

    synchronized void failed(Manifest manifest, InstallException why) {
        done++;
        failed.put(manifest, String.valueOf(why.getMessage()));
        operator.accept("[" + done + "/" + all + "] " + manifest.id() + ": failed" + remaining());
    }

    /** Names what failed; gives it. */
    synchronized Set<Manifest> ended() {
        failed.forEach((manifest, why) -> operator.accept("not installed: " + manifest.id() + ". " + why));
        return Set.copyOf(failed.keySet());
    }

    /** As if the roots to come were like those that are done. */
    private String remaining() {
        Duration so = Duration.ofNanos(nanoTime.getAsLong() - begun);
        long seconds = so.multipliedBy(all - done).dividedBy(done).toSeconds();
        if (done == all) {
            return "; all done after " + so.toSeconds() + " s";
        }
        return seconds < 90 ? "; about " + seconds + " s more" : "; about " + Math.round(seconds / 60.0) + " min more";
    }
}
