package dev.carrel.server.compat.jobe;

import dev.carrel.server.platform.Background;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Makes room for the files of clients to come. */
@Component
class FileSweep extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(FileSweep.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(7);

    private final JobeFiles files;

    FileSweep(JobeFiles files) {
        super("jobe-files");
        this.files = files;
    }

    @Override
    protected void work() throws InterruptedException {
        while (isRunning()) {
            try {
                files.forget(KEPT);
            } catch (DataAccessException e) {
                LOG.warn("files of clients cannot be swept: {}", e.getMessage());
            }
            Thread.sleep(BETWEEN);
        }
    }
}
