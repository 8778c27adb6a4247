package dev.carrel.server.compat.judge0;

import dev.carrel.server.platform.Background;
import dev.carrel.server.run.RunConfig;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Forgets submissions when their runs are forgotten. */
@Component
class SubmissionSweep extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionSweep.class);
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final Submissions submissions;
    private final RunConfig config;
    private final Clock clock;

    SubmissionSweep(Submissions submissions, RunConfig config, Clock clock) {
        super("judge0-submissions");
        this.submissions = submissions;
        this.config = config;
        this.clock = clock;
    }

    @Override
    protected void work() throws InterruptedException {
        while (isRunning()) {
            try {
                submissions.forget(clock.instant().minus(Duration.ofDays(config.retention())));
            } catch (DataAccessException e) {
                LOG.warn("submissions cannot be swept: {}", e.getMessage());
            }
            Thread.sleep(BETWEEN);
        }
    }
}
