package dev.carrel.server.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What two processes may expect of a bus between them, whatever it is made of. */
abstract class BusContract {
    static final Duration MEMORY = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration NOT = Duration.ofMillis(300);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Stands still unless it is moved. */
    static final class Ticking extends Clock {
        private Instant now = Instant.now();

        synchronized void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    final Ticking clock = new Ticking();

    abstract Bus here();

    /** Of another process, where the kind can have one. */
    abstract Bus there();

    /** So much time goes by for whoever keeps the streams. */
    void pass(Duration time) {
        clock.move(time);
    }

    /** Nobody else has had it. */
    static String fresh() {
        return "test-" + NUMBERS.incrementAndGet();
    }

    private static BlockingQueue<String> heard(Bus bus, String channel) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        bus.hear(channel, heard::add);
        return heard;
    }

    static void assertHears(String expected, BlockingQueue<String> heard) throws InterruptedException {
        assertEquals(expected, heard.poll(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    private static Bus.Page read(Bus bus, String stream, long after) throws InterruptedException {
        return bus.read(stream, after, LONG);
    }

    @Test
    void call_is_heard_in_order_here_and_there_and_on_no_other_channel() throws Exception {
        String channel = fresh();
        BlockingQueue<String> here = heard(here(), channel);
        BlockingQueue<String> there = heard(there(), channel);
        BlockingQueue<String> elsewhere = heard(there(), fresh());
        for (int i = 0; i < 50; i++) {
            here().call(channel, "word " + i);
        }
        there().call(channel, "");
        for (BlockingQueue<String> heard : List.of(here, there)) {
            for (int i = 0; i < 50; i++) {
                assertHears("word " + i, heard);
            }
            assertHears("", heard);
        }
        assertTrue(elsewhere.isEmpty());
    }

    @Test
    void listener_that_fails_keeps_no_other_from_hearing() throws Exception {
        String channel = fresh();
        there().hear(channel, word -> {
            throw new IllegalStateException("of this test");
        });
        BlockingQueue<String> heard = heard(there(), channel);
        here().call(channel, "a");
        here().call(channel, "b");
        assertHears("a", heard);
        assertHears("b", heard);
    }

    @Test
    void stream_is_read_from_any_number_until_its_end() throws Exception {
        String stream = fresh();
        here().append(stream, 1, List.of("one", "two \n\u0001 \"zwei\" 2️⃣"));
        here().append(stream, 3, List.of("three"));
        assertEquals(
                new Bus.Page(1, List.of("one", "two \n\u0001 \"zwei\" 2️⃣", "three"), false), read(there(), stream, 0));
        assertEquals(new Bus.Page(3, List.of("three"), false), read(there(), stream, 2));
        here().end(stream);
        here().end(stream);
        assertEquals(new Bus.Page(3, List.of("three"), true), read(there(), stream, 2));
        assertEquals(new Bus.Page(4, List.of(), true), read(there(), stream, 3));
        assertEquals(new Bus.Page(1, List.of(), false), there().read(fresh(), 0, NOT));
    }

    @Test
    void reader_who_waits_gets_what_comes_and_waits_no_longer_than_they_want() throws Exception {
        String stream = fresh();
        long began = System.nanoTime();
        assertEquals(new Bus.Page(1, List.of(), false), there().read(stream, 0, NOT));
        assertTrue(System.nanoTime() - began >= NOT.toNanos());
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 1; i <= 20; i++) {
                here().append(stream, i, List.of("item " + i));
            }
            here().end(stream);
        });
        long seen = 0;
        for (Bus.Page page = read(there(), stream, seen); ; page = read(there(), stream, seen)) {
            assertEquals(seen + 1, page.first());
            for (String item : page.items()) {
                assertEquals("item " + ++seen, item);
            }
            if (page.over()) {
                break;
            }
        }
        assertEquals(20, seen);
        writer.join();
    }

    @Test
    void what_is_told_again_is_there_once() throws Exception {
        String stream = fresh();
        here().append(stream, 1, List.of("one", "two"));
        there().append(stream, 1, List.of("one again", "two again", "three"));
        assertEquals(new Bus.Page(1, List.of("one", "two", "three"), false), read(there(), stream, 0));
    }

    @Test
    void items_before_which_others_are_missing_are_not_taken_and_the_writer_is_told_what_is_there() throws Exception {
        String stream = fresh();
        assertEquals(0, here().append(stream, 1, List.of()));
        assertEquals(2, here().append(stream, 1, List.of("one", "two")));
        assertEquals(2, there().append(stream, 4, List.of("four")));
        assertEquals(2, there().append(stream, 3, List.of()));
        assertEquals(4, there().append(stream, 2, List.of("two again", "three", "four")));
        assertEquals(new Bus.Page(1, List.of("one", "two", "three", "four"), false), read(there(), stream, 0));
    }

    @Test
    void stream_keeps_so_many_items_and_tells_who_is_late_where_it_goes_on() throws Exception {
        String stream = fresh();
        int more = 250;
        for (int first = 1; first <= Bus.MOST; first += 1000) {
            here().append(stream, first, items(first, 1000));
        }
        here().append(stream, Bus.MOST + 1L, items(Bus.MOST + 1, more));
        Bus.Page late = read(there(), stream, 0);
        assertEquals(more + 1, late.first());
        assertEquals(items(more + 1, Bus.MOST), late.items());
        assertEquals(new Bus.Page(Bus.MOST + 1L, items(Bus.MOST + 1, more), false), read(there(), stream, Bus.MOST));
    }

    private static List<String> items(int first, int number) {
        return IntStream.range(first, first + number).mapToObj(i -> "item " + i).toList();
    }

    @Test
    void stream_to_which_nothing_comes_for_a_while_is_forgotten() throws Exception {
        String stream = fresh();
        here().append(stream, 1, List.of("one"));
        here().end(stream);
        pass(MEMORY.plusSeconds(1));
        here().append(fresh(), 1, List.of("another"));
        assertEquals(new Bus.Page(1, List.of(), false), there().read(stream, 0, NOT));
        assertEquals(0, here().append(stream, 2, List.of("two")));
    }
}
