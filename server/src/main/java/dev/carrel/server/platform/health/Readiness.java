package dev.carrel.server.platform.health;

import dev.carrel.server.platform.config.PlatformConfig;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Whether new requests should be sent here. A stop begins with a no, and a pause in which balancers notice. */
@Component
public class Readiness implements SmartLifecycle {
    private final Duration drain;
    private volatile boolean accepting;

    @Autowired
    Readiness(PlatformConfig config) {
        this(config.drain());
    }

    Readiness(Duration drain) {
        this.drain = drain;
    }

    public boolean isAccepting() {
        return accepting;
    }

    @Override
    public void start() {
        accepting = true;
    }

    @Override
    public void stop() {
        accepting = false;
        long until = System.nanoTime() + drain.toNanos();
        for (long left = drain.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public boolean isRunning() {
        return accepting;
    }

    /** The last to start, so that it speaks for all, and the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
