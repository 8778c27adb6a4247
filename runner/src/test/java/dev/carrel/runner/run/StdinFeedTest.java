package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Isolation;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Execution;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class StdinFeedTest {
    private StdinFeed feed = new StdinFeed();

    /** A program that hears what is typed. */
    private static final class Hearing implements Execution {
        private final Isolation level;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        private Hearing(Isolation level) {
            this.level = level;
        }

        private String heard() {
            return Bytes.of(heard.toByteArray()).text();
        }

        @Override
        public Isolation level() {
            return level;
        }

        @Override
        public void stdin(byte[] bytes) {
            heard.writeBytes(bytes);
        }

        @Override
        public void endStdin() {}

        @Override
        public void signal(int number) {}

        @Override
        public void cancel() {}

        @Override
        public Ended await() {
            throw new IllegalStateException("nobody waits for it");
        }
    }

    private Hearing attached(Isolation level) {
        Hearing program = new Hearing(level);
        feed.attach(program);
        return program;
    }

    private void type(String text) {
        feed.send(Bytes.ofText(text).toArray());
    }

    @Test
    void what_a_zygote_may_have_refused_is_there_for_the_next() {
        type("early ");
        Hearing forked = attached(Isolation.FORK);
        type("late");
        assertEquals("early late", forked.heard());
        assertEquals("early late", attached(Isolation.EXEC).heard());
    }

    @Test
    void what_a_program_has_that_has_started_is_kept_for_nobody() {
        for (Isolation level : new Isolation[] {Isolation.WARM, Isolation.EXEC}) {
            feed = new StdinFeed();
            type("typed");
            assertEquals("typed", attached(level).heard());
            assertEquals("", attached(Isolation.EXEC).heard());
        }
        feed = new StdinFeed();
        attached(Isolation.FORK);
        type("more");
        feed.settle();
        assertEquals("", attached(Isolation.EXEC).heard());
    }
}
