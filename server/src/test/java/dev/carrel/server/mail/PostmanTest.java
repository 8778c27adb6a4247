package dev.carrel.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.problem.RefusalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostmanTest {
    private static final Letter LETTER = new Letter("ada@example.org", "Hello", "");
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(1), Duration.ofMillis(1));

    private final BlockingQueue<Letter> tried = new LinkedBlockingQueue<>();

    /** Fails so many times. */
    private final class Failing implements Post {
        private int left;

        private Failing(int left) {
            this.left = left;
        }

        @Override
        public void deliver(Letter letter) throws IOException {
            tried.add(letter);
            if (left-- > 0) {
                throw new IOException("away");
            }
        }

        @Override
        public String kind() {
            return "failing";
        }
    }

    private Postman postman(int failures) {
        return new Postman(Optional.of(new Failing(failures)), PAUSES);
    }

    private void awaitTries(int n) throws InterruptedException {
        for (int i = 0; i < n; i++) {
            assertEquals(LETTER, tried.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void letter_that_is_not_taken_is_tried_again() throws InterruptedException {
        Postman postman = postman(2);
        postman.start();
        postman.send(LETTER);
        awaitTries(3);
        postman.send(LETTER);
        awaitTries(1);
        postman.stop();
        assertTrue(postman.state().well());
    }

    @Test
    void server_that_takes_nothing_shows_and_the_next_letter_is_tried() throws InterruptedException {
        Postman postman = postman(100);
        postman.start();
        postman.send(LETTER);
        postman.send(LETTER);
        awaitTries(2 * (PAUSES.size() + 1));
        assertFalse(postman.state().well());
        postman.stop();
    }

    @Test
    void bag_is_not_endless() {
        Postman postman = postman(0);
        assertThrows(RefusalException.class, () -> {
            for (int i = 0; i <= 1000; i++) {
                postman.send(LETTER);
            }
        });
    }
}
