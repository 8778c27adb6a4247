package dev.carrel.server.account.going;

import dev.carrel.server.account.consent.Asking;
import dev.carrel.server.platform.Background;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Lets go, once an hour, of what is over and of whom it is time. */
@Component
class Upkeep extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofHours(1);

    private final Asking asking;
    private final Sweep sweep;
    private final Farewell farewell;
    private final Retention retention;

    Upkeep(Asking asking, Sweep sweep, Farewell farewell, Retention retention) {
        super("account-upkeep");
        this.asking = asking;
        this.sweep = sweep;
        this.farewell = farewell;
        this.retention = retention;
    }

    void tend() {
        asking.tend();
        sweep.tend();
        farewell.tend();
        retention.tend();
    }

    @Override
    protected void work() throws InterruptedException {
        while (isRunning()) {
            try {
                tend();
            } catch (DataAccessException | TransactionException | UncheckedIOException e) {
                LOG.warn("what is over cannot be forgotten yet: {}", e.getMessage());
            }
            Thread.sleep(OFTEN);
        }
    }
}
