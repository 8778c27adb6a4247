package dev.carrel.server.local;

import dev.carrel.protocol.RunRequest;
import dev.carrel.runner.cli.Installation;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.StationSettings;
import dev.carrel.runner.serve.Unavailable;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Rules;
import dev.carrel.server.run.RunConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The station of this machine. When it is worn a fresh one takes over at once, while it ends what it has. */
@Component
class Stations implements Rules {
    private static final Logger LOG = LoggerFactory.getLogger(Stations.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final House house;
    private final RunConfig config;
    private final Set<Station> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Station current;

    Stations(House house, RunConfig config) {
        this.house = house;
        this.config = config;
    }

    /** Once the sandbox has proved itself; refuses the start when it has not. */
    synchronized void open() {
        try {
            StationSettings settings = Installation.stationSettings()
                    .withPlaces(config.interactive(), config.graded())
                    .withAttempts(1);
            Station station = house.installation().station(settings, LOG::info);
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
            throw new RefusalException(new Refusal.Away("runner", SOON));
        }
        return station;
    }

    synchronized void replace(Station worn) {
        if (current == worn) {
            LOG.info(
                    "the runner is worn after {} runs: a fresh one takes over",
                    worn.facts().taken());
            open();
        }
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
