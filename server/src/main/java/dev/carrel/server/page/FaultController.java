package dev.carrel.server.page;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hears of what fell over on pages; it goes where our own faults go. */
@RestController
class FaultController {
    private static final Logger LOG = LoggerFactory.getLogger(FaultController.class);

    private final MeterRegistry meters;

    FaultController(MeterRegistry meters) {
        this.meters = meters;
    }

    @PostMapping(path = "/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hear(@RequestBody PageFault fault) {
        Counter.builder("carrel.page.faults")
                .description("Parts of pages that fell over, as they told it")
                .tag("part", fault.part())
                .register(meters)
                .increment();
        LOG.error("A part of the page fell over: {} {}", fault.part(), fault.kind(), fault.told());
    }
}
