package dev.carrel.runner.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The same figures taken again and again, and whether they grew: the median of the last quarter against the first's.
 */
final class Growth {
    private final List<Gauge> gauges;
    private final List<List<Long>> samples = new ArrayList<>();

    Growth(List<Gauge> gauges) {
        this.gauges = gauges;
    }

    void sample() throws IOException {
        List<Long> sample = new ArrayList<>();
        for (Gauge gauge : gauges) {
            sample.add(gauge.reading().now());
        }
        samples.add(sample);
    }

    /**
     * One line of the table.
     *
     * @param before of the first sample, before anything ran
     */
    record Line(Gauge gauge, long before, long first, long last, boolean grown) {
        long allowed() {
            return gauge.allowed(first);
        }
    }

    /** The first sample is what was before; the quarters are of the rest. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < gauges.size(); i++) {
            int column = i;
            List<Long> all = samples.stream().map(sample -> sample.get(column)).toList();
            List<Long> rest = all.subList(1, all.size());
            int quarter = Math.max(1, rest.size() / 4);
            long first = median(rest.subList(0, quarter));
            long last = median(rest.subList(rest.size() - quarter, rest.size()));
            Gauge gauge = gauges.get(i);
            lines.add(new Line(gauge, all.getFirst(), first, last, last - first > gauge.allowed(first)));
        }
        return lines;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }
}
