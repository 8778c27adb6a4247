package dev.carrel.server.bus;

import dev.carrel.server.platform.health.Dependency;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Between the processes of one service. Nothing that counts is on it: a word may be lost, a stream may be forgotten,
 * and whoever must know looks into the tables as well. So no method fails when the bus does; its health tells.
 */
public interface Bus extends Dependency {
    /** Items of one stream that are kept; older ones fall off its end. */
    int MOST = 10_000;

    /** Heard soon, or never, by all who listen there, in this process as in others; in the order of who calls. */
    void call(String channel, String word);

    /** From now on. The listener may take its time, but holds up those of this process who come after it. */
    void hear(String channel, Consumer<String> listener);

    /**
     * Adds items numbered from there, unless others between are missing. What a stream has of them already, it leaves
     * as it is.
     *
     * @return the number of the last item that the stream has now, as far as can be said: less than what was told
     *     before when it was forgotten meanwhile, or is away
     */
    long append(String stream, long first, List<String> items);

    /** Nothing more will come. */
    void end(String stream);

    /** What comes after that number, as soon as there is something, an end, or that time is over. */
    Page read(String stream, long after, Duration patience) throws InterruptedException;

    /** Runs go on without it. */
    @Override
    default boolean isVital() {
        return false;
    }

    @Override
    default String name() {
        return "broker";
    }

    /**
     * A part of a stream.
     *
     * @param first the number of the first item; more than one after what the reader had when those between fell off
     * @param over whether nothing will come after these
     */
    record Page(long first, List<String> items, boolean over) {
        public Page {
            items = List.copyOf(items);
        }

        static Page nothing(long after) {
            return new Page(after + 1, List.of(), false);
        }

        boolean isNothing() {
            return items.isEmpty() && !over;
        }
    }
}
