package dev.carrel.server.blob;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How much is kept on disk, for whoever reads the figures. */
@Component
class BlobFigures {
    BlobFigures(BlobFolder folder, BlobConfig config, MeterRegistry meters) {
        Gauge.builder("carrel.blob.size", folder, BlobFolder::held)
                .description("What files that programs made occupy, as this process knows")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("carrel.blob.most", config, one -> one.most().bytes())
                .description("What they may occupy")
                .baseUnit("bytes")
                .register(meters);
    }
}
