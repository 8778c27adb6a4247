package dev.carrel.server.guard;

import dev.carrel.protocol.Limits;
import dev.carrel.server.platform.identity.Who;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Gives everybody their share. Who has an account is counted by it wherever they are, and only those without one are
 * counted by their address, so that a school behind one address stands in nobody's way.
 */
@Component
class Guard implements Allowance {
    private static final Duration TIER_HOLDS = Duration.ofSeconds(30);

    private final GuardConfig config;
    private final Purses purses;
    private final Tiers tiers;
    private final Classrooms classrooms;
    private final Underway underway;
    private final Clock clock;

    Guard(GuardConfig config, Purses purses, Tiers tiers, Classrooms classrooms, Underway underway, Clock clock) {
        this.config = config;
        this.purses = purses;
        this.tiers = tiers;
        this.classrooms = classrooms;
        this.underway = underway;
        this.clock = clock;
    }

    @Override
    public Grant admit(Who who, String language, String run, boolean promised) {
        if (!config.on()) {
            return Grant.FREE;
        }
        Subject subject = Subject.of(who);
        return purses.with(subject.key(), purse -> {
            Tier tier = tier(subject, purse).tier();
            Figures figures = config.figures(tier);
            List<Bound> bounds = new ArrayList<>(figures.runs());
            Integer fewer = config.languages().get(language);
            if (fewer != null) {
                bounds.add(Figures.language(language, fewer));
            }
            purses.take(subject.key(), purse, tier, bounds);
            try {
                underway.begin(subject.key(), purse, tier, figures.atOnce(), run, promised);
            } catch (RuntimeException e) {
                purse.giveBack(bounds, clock.instant());
                throw e;
            }
            return () -> {
                underway.over(run, 0);
                purses.with(subject.key(), same -> {
                    same.giveBack(bounds, clock.instant());
                    return same;
                });
            };
        });
    }

    /** One call that is no program; gives back what undoes it. */
    Grant call(Who who, Kind kind) {
        if (!config.on() || kind == Kind.FREE) {
            return Grant.FREE;
        }
        Subject subject = Subject.of(who);
        return purses.with(subject.key(), purse -> {
            Tier tier = tier(subject, purse).tier();
            List<Bound> bound = List.of(config.figures(tier).calls(kind));
            purses.take(subject.key(), purse, tier, bound);
            return () -> purses.with(subject.key(), same -> {
                same.giveBack(bound, clock.instant());
                return same;
            });
        });
    }

    @Override
    public Limits ceiling(Who who) {
        if (!config.on()) {
            return Limits.CEILING;
        }
        Subject subject = Subject.of(who);
        return purses.with(
                subject.key(),
                purse -> config.figures(tier(subject, purse).tier()).ceiling());
    }

    private Tiers.Held tier(Subject subject, Purse purse) {
        Instant now = clock.instant();
        return purse.tier(now.minus(TIER_HOLDS)).orElseGet(() -> {
            Tiers.Held held = purses.orElse(() -> held(subject.who()), Tiers.byRole(subject.who()));
            purse.know(held, now);
            return held;
        });
    }

    /** An admin's word on somebody counts first, then their teacher's on the class. */
    private Tiers.Held held(Who who) {
        return switch (who) {
            case Who.Anonymous _ -> Tiers.byRole(who);
            case Who.Person person ->
                tiers.given(person.id()).or(() -> classrooms.of(person)).orElseGet(() -> Tiers.byRole(who));
        };
    }

    @Override
    public void promised(String run) {
        underway.promised(run);
    }

    @Override
    public void over(String run, Duration cpu) {
        if (config.on()) {
            underway.over(run, cpu.toMillis());
        }
    }

    /** What somebody may use, and how much of it they have. */
    Usage usage(Who who) {
        if (!config.on()) {
            return Usage.UNLIMITED;
        }
        Subject subject = Subject.of(who);
        return purses.with(subject.key(), purse -> {
            Tiers.Held held = held(who);
            purse.know(held, clock.instant());
            return Usage.of(
                    held,
                    config.figures(held.tier()),
                    purses.used(subject.key(), purse),
                    underway.count(subject.key(), purse));
        });
    }
}
