package dev.carrel.runner.cli;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.language.LanguagesCommand;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The commands by name, and what becomes of a wrong call or a fault of ours. */
public final class Commands {
    private Commands() {}

    public static int run(String... args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        if (Unprivileged.isRoot(Path.of("/proc/self/status"))) {
            err.println("carrel: Java does not run as root; only the sandbox may.");
            err.println("Start it by the command carrel, which changes to an ordinary user.");
            return ExitCode.WRONG_CALL;
        }
        try {
            return dispatch(List.of(args), err);
        } catch (Refused e) {
            err.println("carrel: " + e.sentence());
            err.println(e.remedy());
            return ExitCode.WRONG_CALL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OUR_FAULT;
        } catch (IOException | RuntimeException e) {
            err.println("carrel: " + e.getMessage());
            return ExitCode.OUR_FAULT;
        }
    }

    private static int dispatch(List<String> args, PrintStream err) throws IOException, InterruptedException {
        String name = args.isEmpty() ? "" : args.getFirst();
        List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        PrintStream text = new PrintStream(out, true, StandardCharsets.UTF_8);
        return switch (name) {
            case "exec" -> new Exec(Installation.ofThisProcess(), in, out, err).run(rest);
            case "languages" -> languages(Installation.ofThisProcess(), err).run(rest, text, err);
            case "selftest" -> new SelftestCommand(Installation.ofThisProcess(), text).run(rest);
            case "bench" -> new BenchCommand(Installation.ofThisProcess(), text, err).run(rest);
            case "doctor" -> doctor(Installation.ofThisProcess(), text);
            default ->
                throw new Refused(
                        Rule.ARGUMENT, "command", "There is no command \"" + name + "\".", "See carrel --help.");
        };
    }

    private static int doctor(Installation here, PrintStream out) throws IOException, InterruptedException {
        SelftestCommand silent = new SelftestCommand(here, out);
        return new Doctor(here.machine(), here.roots(), silent.selftest(null), out).run();
    }

    private static LanguagesCommand languages(Installation here, PrintStream err) {
        return new LanguagesCommand(here.catalogue(), here.roots(), here.installer(err::println));
    }
}
