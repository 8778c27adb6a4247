package dev.carrel.runner.supply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Programs of the host that make a root: apt-get, dpkg-deb, tar, ldconfig, unshare, jlink. Each dies with the thread
 * that waits for it: after a kill of ours nobody goes on writing in a root that the next install begins again.
 */
public final class Tool {
    private static final int SHOWN_LINES = 2;

    private Tool() {}

    /**
     * Runs to the end and gives stdout and stderr together; an exit code other than 0 is an exception that quotes them.
     */
    public static String run(String doing, List<String> argv) throws InstallException {
        try {
            Process process = start(argv).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new InstallException(
                        doing + " failed (" + argv.getFirst() + " exit " + code + "): " + tail(output));
            }
            return output;
        } catch (IOException e) {
            throw missing(doing, argv, e);
        } catch (InterruptedException e) {
            throw interrupted(doing, e);
        }
    }

    /** Runs the first with its stdout as the second's stdin. */
    public static void pipe(String doing, List<String> from, List<String> to) throws InstallException {
        try {
            List<Process> both = ProcessBuilder.startPipeline(List.of(
                    start(from).redirectError(ProcessBuilder.Redirect.DISCARD),
                    start(to).redirectErrorStream(true)));
            String output = new String(both.getLast().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (Process process : both) {
                int code = process.waitFor();
                if (code != 0) {
                    throw new InstallException(doing + " failed (exit " + code + "): " + tail(output));
                }
            }
        } catch (IOException e) {
            throw missing(doing, to, e);
        } catch (InterruptedException e) {
            throw interrupted(doing, e);
        }
    }

    /** Only the variables that tools need: the operator's own settings must not change what is made. */
    private static ProcessBuilder start(List<String> argv) {
        List<String> mortal = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        mortal.addAll(argv);
        ProcessBuilder builder =
                new ProcessBuilder(mortal).directory(Path.of("/").toFile());
        Map<String, String> env = builder.environment();
        Map<String, String> proxies = env.entrySet().stream()
                .filter(variable -> variable.getKey().endsWith("_proxy"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        env.clear();
        env.putAll(proxies);
        env.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        env.put("HOME", "/tmp");
        env.put("LC_ALL", "C.UTF-8");
        env.put("DEBIAN_FRONTEND", "noninteractive");
        return builder;
    }

    /** apt marks what went wrong with E:; other tools say it last. */
    private static String tail(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        List<String> errors =
                lines.stream().filter(line -> line.startsWith("E:")).toList();
        List<String> shown = errors.isEmpty()
                ? lines.reversed().stream().limit(SHOWN_LINES).toList().reversed()
                : errors;
        return shown.stream().limit(SHOWN_LINES).collect(Collectors.joining(" | "));
    }

    private static InstallException missing(String doing, List<String> argv, IOException e) {
        String why = Optional.ofNullable(e.getMessage()).orElse("it could not be started");
        return new InstallException(doing + " failed: " + argv.getFirst() + " is needed: " + why, e);
    }

    private static InstallException interrupted(String doing, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InstallException(doing + " was interrupted", e);
    }
}
