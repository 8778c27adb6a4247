package dev.carrel.runner.serve;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Served;
import dev.carrel.sandbox.SlotSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of which languages really work here: each runs its sample before it serves anybody, and again when its
 * root is another than before. One that fails is refused by name, and asked again after a while.
 */
public final class LanguageChecks {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Machine machine;
    private final Sample sample;
    private final LongSupplier nanos;
    private final Map<String, Checked> known = new ConcurrentHashMap<>();
    private volatile Consumer<SlotSpec> changed = spec -> {};

    public LanguageChecks(Machine machine, Sample sample, LongSupplier nanos) {
        this.machine = machine;
        this.sample = sample;
        this.nanos = nanos;
    }

    /** What is known of one version, and of which tree. */
    private static final class Checked {
        private final Path root;
        private @Nullable Object tree;
        private @Nullable Served served;
        private @Nullable String trouble;
        private long at;

        private Checked(Path root) {
            this.root = root;
        }
    }

    /** Told of each slot that shows what is not there any more. */
    void whenChanged(Consumer<SlotSpec> listener) {
        changed = listener;
    }

    boolean readable() {
        return machine.roots().readable();
    }

    /** Checks every installed version, a few at a time. */
    public void all(int atOnce, Consumer<String> progress) {
        Roots roots = machine.roots();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            for (Language language : machine.catalogue().languages()) {
                for (Version version : language.versions()) {
                    if (roots.installed(version.root())) {
                        threads.execute(() -> told(language, version, progress));
                    }
                }
            }
        }
    }

    private void told(Language language, Version version, Consumer<String> progress) {
        try {
            serve(language, version);
        } catch (Refused e) {
            if (!Thread.currentThread().isInterrupted()) {
                progress.accept(e.sentence());
            }
        }
    }

    /** The version that a request means, when it works. */
    Served serve(String language, @Nullable String version) {
        Language found = machine.catalogue().named(language);
        return serve(found, version == null ? found.standard() : found.version(version));
    }

    private Served serve(Language language, Version version) {
        Checked checked = known.computeIfAbsent(
                name(language, version), name -> new Checked(machine.roots().path(version.root())));
        synchronized (checked) {
            Optional<Object> tree = Roots.identity(checked.root);
            if (tree.isEmpty()) {
                forget(checked);
                return machine.serve(language, version); // which refuses it, in the same words as everywhere
            }
            if (!tree.get().equals(checked.tree)) {
                forget(checked);
                check(checked, tree.get(), language, version);
            } else if (checked.trouble != null && nanos.getAsLong() - checked.at >= AGAIN.toNanos()) {
                check(checked, tree.get(), language, version);
            }
            Served served = checked.served;
            if (served == null) {
                throw new Refused(
                        Rule.LANGUAGE_BROKEN,
                        "language",
                        language.name() + " " + version.number() + " is installed, but does not work here.",
                        "Take another version or another language; carrel doctor says what is wrong.");
            }
            return served;
        }
    }

    private void forget(Checked checked) {
        Served before = checked.served;
        checked.tree = null;
        checked.served = null;
        checked.trouble = null;
        if (before != null) {
            changed.accept(before.slot());
        }
    }

    private void check(Checked checked, Object tree, Language language, Version version) {
        checked.at = nanos.getAsLong();
        checked.tree = tree;
        try {
            Served served = machine.serve(language, version);
            checked.trouble = sample.trouble(served).orElse(null);
            checked.served = checked.trouble == null ? served : null;
        } catch (IllegalStateException e) {
            checked.trouble = String.valueOf(e.getMessage());
            checked.served = null;
        }
    }

    private static String name(Language language, Version version) {
        return language.id() + "@" + version.number();
    }

    List<String> working() {
        return known.entrySet().stream()
                .filter(entry -> look(entry.getValue()).served() != null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Map<String, String> broken() {
        Map<String, String> broken = new TreeMap<>();
        known.forEach((name, checked) -> {
            String trouble = look(checked).trouble();
            if (trouble != null) {
                broken.put(name, trouble);
            }
        });
        return broken;
    }

    private record Look(@Nullable Served served, @Nullable String trouble) {}

    private static Look look(Checked checked) {
        synchronized (checked) {
            return new Look(checked.served, checked.trouble);
        }
    }
}
