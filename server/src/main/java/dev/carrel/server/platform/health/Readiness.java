package dev.carrel.server.platform.health;

import dev.carrel.server.platform.config.PlatformConfig;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Whether new requests should be sent here. A stop begins with a no, and a pause in which balancers notice. */
@Component
public class Readiness implements SmartLifecycle {
    private final PlatformConfig config;
    private volatile boolean accepting;

    Readiness(PlatformConfig config) {
        this.config = config;
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
        long until = System.nanoTime() + config.drain().toNanos();
        for (long left = config.drain().toNanos(); left > 0; left = until - System.nanoTime()) {
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
