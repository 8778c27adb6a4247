package dev.carrel.server.guard;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one tier may use.
 *
 * @param minute programs a minute
 * @param day programs a day
 * @param atOnce programs under way at a time
 * @param cpu processor time of all programs of a day
 * @param calls other calls a minute that write, or read what is not cached
 * @param ceiling the most that one program may ask for
 */
record Figures(long minute, long day, int atOnce, Duration cpu, long calls, Limits ceiling) {
    private static final Pattern PAIR = Pattern.compile("([a-z-]+)=([0-9]{1,8})");
    private static final Set<String> NAMES =
            Set.of("at-once", "calls", "cores", "cpu-seconds", "day", "memory-mb", "minute", "seconds");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration DAY = Duration.ofDays(1);
    static final String CPU = "cpu-ms-day";
    /** Looking at one's own run, and saving by itself, come in numbers of their own. */
    private static final long LOOKS_FOR_A_CALL = 20;

    private static final long SAVES_FOR_A_CALL = 4;

    /**
     * As an operator writes it: {@code minute=5 day=500 at-once=2 cpu-seconds=1800 calls=30 memory-mb=512 seconds=30
     * cores=1}.
     */
    static Figures parse(String written) {
        Map<String, Integer> pairs = pairs(written);
        if (!pairs.keySet().equals(NAMES) || pairs.containsValue(0)) {
            throw new IllegalArgumentException(
                    "\"minute=5 day=500 at-once=2 cpu-seconds=1800 calls=30 memory-mb=512 seconds=30 cores=1\","
                            + " each of these with a number above 0");
        }
        return new Figures(
                number(pairs, "minute"),
                number(pairs, "day"),
                number(pairs, "at-once"),
                Duration.ofSeconds(number(pairs, "cpu-seconds")),
                number(pairs, "calls"),
                ceiling(number(pairs, "memory-mb"), number(pairs, "seconds"), number(pairs, "cores")));
    }

    /** The wall clock follows the processor time, at the share that every language has. */
    private static Limits ceiling(int memoryMb, int seconds, int cores) {
        Limits most = Limits.CEILING;
        Duration cpu = Duration.ofSeconds(seconds);
        return new Limits(
                least(cpu, most.cpu()),
                least(Limits.wallFor(cpu, Cores.HALF), most.wall()),
                ByteSize.ofMb(Math.min(memoryMb, most.memory().bytes() >> 20)),
                most.output(),
                most.disk(),
                most.file(),
                most.stack(),
                most.files(),
                most.openFiles(),
                most.processes(),
                new Cores(Math.min(1000 * Math.min(cores, 1000), most.share().milli())));
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static int number(Map<String, Integer> pairs, String name) {
        return pairs.getOrDefault(name, 0);
    }

    /** Names and numbers between spaces. */
    static Map<String, Integer> pairs(String written) {
        return Pattern.compile(" +")
                .splitAsStream(written.strip())
                .filter(word -> !word.isEmpty())
                .map(PAIR::matcher)
                .collect(Collectors.toMap(pair -> part(pair, 1), pair -> Integer.parseInt(part(pair, 2)), (a, b) -> {
                    throw new IllegalArgumentException("a list in which each name stands once");
                }));
    }

    private static String part(Matcher pair, int group) {
        if (!pair.matches()) {
            throw new IllegalArgumentException("a list such as \"minute=5 day=500\"");
        }
        return pair.group(group);
    }

    /** What one more program is held to. */
    List<Bound> runs() {
        return List.of(
                new Bound("runs-minute", MINUTE, minute, "start " + programs(minute) + " a minute", true),
                new Bound("runs-day", DAY, day, "start " + programs(day) + " a day", true),
                cpuBound());
    }

    static String programs(long number) {
        return number + (number == 1 ? " program" : " programs");
    }

    private Bound cpuBound() {
        return new Bound(CPU, DAY, cpu.toMillis(), "use " + cpu.toSeconds() + " s of processor time a day", false);
    }

    static Bound language(String language, int most) {
        return new Bound(
                "runs-" + language, MINUTE, most, "start " + programs(most) + " in " + language + " a minute", true);
    }

    Bound calls(Kind kind) {
        return switch (kind) {
            case FREE, CALL -> new Bound("calls-minute", MINUTE, calls, "make " + calls + " calls a minute", true);
            case LOOK -> {
                long looks = calls * LOOKS_FOR_A_CALL;
                yield new Bound("looks-minute", MINUTE, looks, "look " + looks + " times a minute", true);
            }
            case SAVE -> {
                long saves = calls * SAVES_FOR_A_CALL;
                yield new Bound("saves-minute", MINUTE, saves, "save " + saves + " times a minute", true);
            }
        };
    }
}
