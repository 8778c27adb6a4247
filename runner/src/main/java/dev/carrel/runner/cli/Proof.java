package dev.carrel.runner.cli;

import dev.carrel.runner.language.Language;
import dev.carrel.runner.selftest.Selftest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Nothing is served by a sandbox that has not proved itself: the short form of the selftest runs before the first
 * program after every boot and with every new box, and its success is remembered until then.
 */
final class Proof implements Selftest.Report {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** What the attacks of the short form and the hello between them are written in. */
    private static final List<String> NEEDED = List.of("bash", "c");

    private final PrintStream err;

    private Proof(PrintStream err) {
        this.err = err;
    }

    /** Returns when the sandbox has held; otherwise refuses to serve. */
    static void require(Installation here, PrintStream err) throws IOException, InterruptedException {
        String boxVersion = System.getenv().getOrDefault("CARREL_BOX_VERSION", "unknown");
        Path folder = here.data().resolve("cache/proofs");
        Path file = folder.resolve(boxVersion + "-" + Files.readString(BOOT).strip());
        if (Files.exists(file)) {
            return;
        }
        for (String id : NEEDED) {
            Language language = here.catalogue().named(id);
            if (!here.roots().installed(language.standard().root())) {
                here.install(language.standard().root(), err::println);
            }
        }
        err.println("carrel: the sandbox proves itself, once for this start of the machine");
        Selftest selftest =
                new Selftest(here.machine(), here.sandbox(), here.home().resolve("selftest"), new Proof(err));
        if (!selftest.run(true, "")) {
            throw new IllegalStateException(
                    "the sandbox did not hold and serves nobody; carrel doctor names what is missing here");
        }
        Files.createDirectories(folder);
        Files.writeString(file, "");
    }

    @Override
    public void held(String name) {}

    @Override
    public void broken(String name, List<String> wrong) {
        wrong.forEach(what -> err.println("carrel: BROKEN " + name + ": " + what));
    }
}
