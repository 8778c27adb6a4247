package dev.carrel.server.flag;

import dev.carrel.server.bus.Bus;
import dev.carrel.server.platform.Background;
import dev.carrel.server.platform.identity.Who;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * All flags, as this process knows them: asking for one is asking its memory. Whoever changes one calls the others over
 * the bus, and they read the table again at once; since a call may be lost, each also reads it every few seconds. While
 * the database is away, what was known last holds.
 */
@Component
class Flags extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Flags.class);
    private static final String CHANNEL = "flag";
    private static final Duration OFTEN = Duration.ofSeconds(3);
    private static final Duration SELDOM = Duration.ofHours(1);

    private final FlagTable table;
    private final Bus bus;
    private final Clock clock;
    private volatile Map<String, Flag> known = Map.of();

    Flags(FlagTable table, Bus bus, Clock clock) {
        super("flags");
        this.table = table;
        this.bus = bus;
        this.clock = clock;
        look();
        bus.hear(CHANNEL, _ -> lookIfThere());
    }

    static Optional<UUID> user(Who who) {
        return switch (who) {
            case Who.Anonymous _ -> Optional.empty();
            case Who.Person person -> Optional.of(person.id());
        };
    }

    /** Whether there is a flag of that name at all; one that there is not is off. */
    boolean has(String name) {
        return known.containsKey(name);
    }

    Optional<Flag.On> answer(String name, Optional<UUID> user) {
        return Optional.ofNullable(known.get(name)).flatMap(flag -> flag.answer(user));
    }

    /** Those that are on for somebody, by name. */
    Map<String, Flag.On> on(Optional<UUID> user) {
        Map<String, Flag.On> on = new TreeMap<>();
        known.forEach((name, flag) -> flag.answer(user).ifPresent(answer -> on.put(name, answer)));
        return on;
    }

    /** After a change: here at once, elsewhere as soon as the call is heard. */
    void changed() {
        look();
        bus.call(CHANNEL, "changed");
    }

    private synchronized void look() {
        known = table.all().stream()
                .map(FlagTable.Kept::flag)
                .collect(Collectors.toUnmodifiableMap(Flag::name, Function.identity()));
    }

    private void lookIfThere() {
        try {
            look();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("flags stay as they were: {}", e.getMessage());
        }
    }

    @Override
    protected void work() throws InterruptedException {
        Instant forgot = Instant.EPOCH;
        while (isRunning()) {
            lookIfThere();
            if (forgot.plus(SELDOM).isBefore(clock.instant())) {
                forgot = clock.instant();
                forget();
            }
            Thread.sleep(OFTEN);
        }
    }

    private void forget() {
        try {
            table.forget();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("old changes of flags cannot be forgotten yet: {}", e.getMessage());
        }
    }
}
