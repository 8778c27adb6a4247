package dev.carrel.server;

import dev.carrel.runner.cli.Unprivileged;
import dev.carrel.server.account.admin.FirstAdmin;
import dev.carrel.server.local.RunnerProcess;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.Source;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Where the service begins. */
public final class Main {
    private static final int CANNOT_START = 1;
    private static final int WRONG_CONFIGURATION = 2;

    private Main() {}

    public static void main(String[] args) {
        PrintStream err = System.err;
        if (Unprivileged.isRoot(Path.of("/proc/self/status"))) {
            err.println("carrel: Java does not run as root; only the sandbox may. Start this by: carrel up");
            System.exit(WRONG_CONFIGURATION);
        }
        try {
            Configured configured = Configured.of(Source.read(System.getenv(), List.of(args)));
            switch (configured.platform().role()) {
                case BOTH, API -> {
                    Server server = Server.start(configured);
                    err.println("carrel: listening at http://localhost:" + server.port());
                    server.besides()
                            .forEach((name, port) -> err.println("carrel: " + name + " at http://localhost:" + port));
                    err.println("carrel: ready at http://localhost:"
                            + server.awaitStarted().port());
                    server.setUpLink(configured.platform())
                            .ifPresent(link -> err.println("carrel: it has no admin yet; make the first one within "
                                    + FirstAdmin.GOOD.toHours() + " h, at " + link));
                }
                case RUNNER -> {
                    Logs.configure(configured);
                    System.exit(RunnerProcess.run(
                            configured.platform(),
                            configured.run(),
                            configured.station(),
                            configured.remote(),
                            configured.executors()));
                }
            }
        } catch (StartException e) {
            err.println("carrel: " + e.getMessage());
            System.exit(CANNOT_START);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Configured.Wrong e) {
            err.println("carrel: this configuration cannot be started with:");
            e.problems().forEach(problem -> err.println("- " + problem));
            System.exit(WRONG_CONFIGURATION);
        }
    }
}
