package dev.carrel.server.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.carrel.runner.serve.Station;
import dev.carrel.server.executors.ExecutorConfig;
import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.health.Meters;
import dev.carrel.server.remote.RemoteConfig;
import dev.carrel.server.remote.RemoteLink;
import dev.carrel.server.run.Fleet;
import dev.carrel.server.run.RunConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that is nothing but a runner: no database, no Spring, one connection, which it opens itself. */
public final class RunnerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerProcess.class);
    private static final Duration LAST_RUNS = Duration.ofSeconds(20);
    /** A worn runner is in no hurry: what it has ends by its own limits. */
    private static final Duration LAST_OF_WORN = Duration.ofMinutes(15);

    private final Worker worker;
    private final RemoteLink link;
    private final Stations stations;
    private final HttpServer http;
    private final PrometheusMeterRegistry meters = Meters.registry();
    private final Thread stopper = new Thread(() -> stop(LAST_RUNS), "stop");

    private RunnerProcess(
            PlatformConfig platform, RunConfig run, StationConfig bounds, RemoteConfig remote, ExecutorConfig executors)
            throws IOException {
        String name = "runner-" + UUID.randomUUID();
        this.link = new RemoteLink(
                remote.server().orElseThrow(), name, remote.token().orElseThrow());
        House house = new House(platform, executors, new Fleet());
        if (!house.hasBox()) {
            throw new StartException("No box is running: start this by the command carrel up.");
        }
        this.stations = new Stations(house, run, bounds, platform);
        this.worker = new Worker(name, stations, stations::offer, link, run, new Beat(), meters);
        this.http = HttpServer.create(address(platform), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/health", exchange -> answer(exchange, isReady(), word(isReady())));
        http.createContext("/health/live", exchange -> answer(exchange, true, word(true)));
        http.createContext("/metrics", exchange -> answer(exchange, true, meters.scrape()));
    }

    /** Runs until it is told to stop, or is worn; the latter as the exit code that asks to be started again. */
    public static int run(
            PlatformConfig platform, RunConfig run, StationConfig bounds, RemoteConfig remote, ExecutorConfig executors)
            throws InterruptedException {
        RunnerProcess process;
        try {
            process = new RunnerProcess(platform, run, bounds, remote, executors);
        } catch (IOException e) {
            throw new StartException("The port " + platform.port() + " cannot be opened: " + e.getMessage(), e);
        }
        return process.work();
    }

    private int work() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(stopper);
        http.start();
        worker.start();
        LOG.info(
                "this runner takes work; its health is at port {}",
                http.getAddress().getPort());
        Station.Over why = stations.worn().toCompletableFuture().join();
        Runtime.getRuntime().removeShutdownHook(stopper);
        stop(LAST_OF_WORN);
        return why.exitCode();
    }

    private void stop(Duration patience) {
        if (worker.isRunning()) {
            worker.stop(patience);
        }
        link.close();
        http.stop(0);
    }

    private static InetSocketAddress address(PlatformConfig platform) throws IOException {
        return platform.address().isEmpty()
                ? new InetSocketAddress(platform.port())
                : new InetSocketAddress(InetAddress.getByName(platform.address()), platform.port());
    }

    private boolean isReady() {
        return worker.isRunning() && link.isConnected();
    }

    private static String word(boolean well) {
        return "{\"status\":\"" + (well ? "ok" : "down") + "\"}";
    }

    private static void answer(HttpExchange exchange, boolean well, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", body.startsWith("{") ? "application/json" : "text/plain;version=0.0.4");
        exchange.sendResponseHeaders(well ? 200 : 503, octets.length);
        try (exchange) {
            exchange.getResponseBody().write(octets);
        }
    }
}
