package dev.carrel.server.local;

import dev.carrel.protocol.RunRequest;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.Unavailable;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Offer;
import dev.carrel.server.run.Rules;
import dev.carrel.server.run.RunConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The station of this machine. When it is worn, a fresh one takes over at once while it ends what it has; in a process
 * that is nothing but a runner, the next process does.
 */
@Component
@Profile(House.RUNS_HERE)
class Stations implements Rules {
    private static final Logger LOG = LoggerFactory.getLogger(Stations.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final House house;
    private final RunConfig config;
    private final StationConfig bounds;
    private final Role role;
    private final Set<Station> open = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Station.Over> worn = new CompletableFuture<>();
    private volatile @Nullable Station current;

    Stations(House house, RunConfig config, StationConfig bounds, PlatformConfig platform) {
        this.house = house;
        this.config = config;
        this.bounds = bounds;
        this.role = platform.role();
    }

    /** Once the sandbox has proved itself; refuses the start when it has not. */
    synchronized void open() {
        try {
            Station station = house.installation().station(bounds.settings(config), LOG::info);
            open.add(station);
            station.over().thenRun(() -> open.remove(station));
            current = station;
        } catch (IOException | IllegalStateException e) {
            throw new StartException("The sandbox did not prove itself: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted", e);
        }
    }

    /** The one that takes work now. */
    Station current() {
        Station station = current;
        if (station == null) {
            throw new RefusalException(new Refusal.Starting(SOON));
        }
        return station;
    }

    double memoryBytes() {
        Station station = current;
        return station == null ? 0 : station.facts().memory().bytes();
    }

    synchronized void replace(Station old) {
        if (current != old) {
            return;
        }
        long taken = old.facts().taken();
        if (role == Role.RUNNER) {
            LOG.info("this runner is worn after {} runs: it ends what it has and asks to be started again", taken);
            worn.complete(Station.Over.WORN);
        } else {
            LOG.info("the runner is worn after {} runs: a fresh one takes over", taken);
            open();
        }
    }

    /** When this process should be followed by the next. */
    CompletionStage<Station.Over> worn() {
        return worn.minimalCompletionStage();
    }

    /** What works here now. */
    Offer offer() {
        Station station = current;
        return new Offer(
                config.interactive(),
                config.live(),
                config.graded(),
                station == null
                        ? List.of()
                        : house.runtimes(station.facts().broken().keySet()));
    }

    /** Stops what runs; each ends as an internal error that says so. */
    void close() {
        open.forEach(Station::close);
    }

    @Override
    public void check(RunRequest request) {
        try {
            current().prepare("check", request);
        } catch (Unavailable e) {
            throw new RefusalException(new Refusal.Away("runner", e.retryAfter()));
        }
    }
}
