package dev.carrel.server.platform.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures, as Prometheus reads them. */
@RestController
class MetricsController {
    private static final String FORM = "text/plain;version=0.0.4;charset=utf-8";

    private final PrometheusMeterRegistry meters;

    MetricsController(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    /** @param names of the only series that are wanted, as Prometheus asks for them; none for all */
    @GetMapping(path = "/metrics", produces = FORM)
    String metrics(@RequestParam(name = "name[]", required = false) @Nullable Set<String> names) {
        return names == null ? meters.scrape() : meters.scrape(FORM, names);
    }
}
