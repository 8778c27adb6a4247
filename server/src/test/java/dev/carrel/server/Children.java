package dev.carrel.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other processes of ours, started as the command starts them, under the box of this test. */
final class Children implements AutoCloseable {
    private final List<Process> all = new ArrayList<>();

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The words that start the service. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.carrel.server.Main");
    }

    Process start(Map<String, String> environment) throws IOException {
        return start(environment, ProcessBuilder.Redirect.INHERIT);
    }

    Process start(Map<String, String> environment, ProcessBuilder.Redirect out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command());
        Map<String, String> inherited = Map.copyOf(builder.environment());
        builder.environment().clear();
        for (String name : List.of("PATH", "CARREL_BOX_SOCKET", "CARREL_BOX_VERSION")) {
            builder.environment().put(name, inherited.getOrDefault(name, ""));
        }
        builder.environment().put("CARREL_HOME", System.getProperty("carrel.home", ".."));
        builder.environment().put("CARREL_DATA", System.getProperty("carrel.data", "target"));
        builder.environment().put("CARREL_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        Process process = builder.inheritIO().redirectOutput(out).start();
        all.add(process);
        return process;
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
        for (Process process : all) {
            try {
                process.waitFor(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
