package dev.carrel.runner.cli;

import dev.carrel.runner.language.Language;
import dev.carrel.runner.selftest.Layer;
import dev.carrel.runner.selftest.Selftest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Nothing is served by a sandbox that has not proved itself: the short form of the selftest runs before the first
 * program after every boot and with every new box, and its success is remembered until then.
 */
public final class Proof implements Selftest.Report {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** What the attacks of the short form and the hello between them are written in. */
    private static final List<String> NEEDED = List.of("bash", "c");

    private static final Logger LOG = System.getLogger(Proof.class.getName());

    private final Consumer<String> say;

    private Proof(Consumer<String> say) {
        this.say = say;
    }

    /**
     * Returns when the sandbox has held, and names the box and the boot that this is true of; otherwise refuses to
     * serve.
     */
    public static String require(Installation here, Consumer<String> say) throws IOException, InterruptedException {
        String boxVersion = System.getenv().getOrDefault("CARREL_BOX_VERSION", "unknown");
        Path folder = here.data().resolve("cache/proofs");
        String now = boxVersion + "-" + Files.readString(BOOT).strip();
        Path file = folder.resolve(now);
        if (Files.exists(file)) {
            return now;
        }
        for (String id : NEEDED) {
            Language language = here.catalogue().named(id);
            if (!here.roots().installed(language.standard().root())) {
                here.install(language.standard().root(), say);
            }
        }
        say.accept("carrel: the sandbox proves itself, once for this start of the machine");
        Selftest selftest =
                new Selftest(here.machine(), here.sandbox(), here.home().resolve("selftest"), null, new Proof(say));
        if (!selftest.run(true, "")) {
            throw new IllegalStateException(
                    "the sandbox did not hold and serves nobody; carrel doctor names what is missing here");
        }
        remember(folder, file);
        return now;
    }

    /** A full disk costs the next start its time, and nobody their run. */
    private static void remember(Path folder, Path file) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file, "");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the proof cannot be remembered: " + e);
        }
    }

    @Override
    public void held(String name) {}

    @Override
    public void lost(String name, Layer layer) {}

    @Override
    public void broken(String name, List<String> wrong) {
        wrong.forEach(what -> say.accept("carrel: BROKEN " + name + ": " + what));
    }

    @Override
    public void absent(String name, String why) {
        say.accept("carrel: absent " + name + ": " + why);
    }
}
