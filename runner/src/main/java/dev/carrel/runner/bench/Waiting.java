package dev.carrel.runner.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What programs that wait for somebody to type cost one client who asks for hellos, one at a time. */
final class Waiting {
    private static final int TURNS = 4;
    /** So long nothing is measured after they began or went. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Several of them are to find room where programs may hold little. */
    private static final int MEMORY = 64 << 20;

    /** By how much one hello may take longer. */
    static final double MOST = 2;

    private final Routes routes;
    private final Hello hello;
    private final ProcessTree service;

    Waiting(Routes routes, Hello hello, ProcessTree service) {
        this.routes = routes;
        this.hello = hello;
        this.service = service;
    }

    /** @param ended programs that did not wait to the end of a turn */
    record Report(int programs, int ended, Costs without, Costs beside) {
        double ratio() {
            return beside.aloneP50Ms() / without.aloneP50Ms();
        }

        boolean isMet() {
            return ratio() <= MOST;
        }

        /** Whether all were what they were to be. */
        boolean isRight() {
            return ended == 0 && beside.errors() == 0;
        }
    }

    /** In turn, so that whatever else the machine does hits both alike. */
    Report measure(Clients client, int programs, Duration length) throws IOException, InterruptedException {
        Duration turn = length.dividedBy(TURNS);
        List<Costs> without = new ArrayList<>();
        List<Costs> beside = new ArrayList<>();
        int ended = 0;
        for (int i = 0; i < TURNS; i++) {
            without.add(measure(client, "nobody waits", turn));
            List<Seated> people = new ArrayList<>();
            try {
                while (people.size() < programs) {
                    people.add(routes.sit(routes.submit(program()), "ready"));
                }
                Thread.sleep(SETTLE);
                beside.add(measure(client, "beside " + programs, turn));
                ended +=
                        programs - (int) people.stream().filter(Seated::isThere).count();
            } finally {
                people.forEach(Seated::close);
            }
            routes.await("live", Routes.Standing.NONE::equals);
            Thread.sleep(SETTLE);
        }
        return new Report(programs, ended, Costs.mean(without), Costs.mean(beside));
    }

    private Costs measure(Clients client, String name, Duration length) throws InterruptedException {
        return client.measure(name, length, service::cpu, ProcessTree::ours);
    }

    private Map<String, ?> program() {
        return Map.of(
                "language",
                hello.language(),
                "code",
                hello.prompt(),
                "liveStdin",
                true,
                "limits",
                Map.of("wallMs", LONGEST.toMillis(), "memoryBytes", MEMORY));
    }
}
