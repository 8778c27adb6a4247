package dev.carrel.server.mail;

import dev.carrel.server.platform.Background;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Takes letters and delivers them by and by, so that no answer takes longer because a letter goes out. A letter that
 * nobody takes is tried again, and then lost: whoever misses it asks for another.
 */
@Component
public final class Postman extends Background implements Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int BAG = 1000;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), SOON);

    private final Optional<Post> post;
    private final List<Duration> pauses;
    private final BlockingQueue<Letter> bag = new ArrayBlockingQueue<>(BAG);
    private volatile boolean failing;

    @Autowired
    Postman(MailConfig config) {
        this(
                config.server()
                        .<Post>map(server -> new SmtpPost(server, config.from()))
                        .or(() -> config.onConsole() ? Optional.of(new ConsolePost()) : Optional.empty()),
                PAUSES);
    }

    Postman(Optional<Post> post, List<Duration> pauses) {
        super("postman");
        this.post = post;
        this.pauses = List.copyOf(pauses);
    }

    /** Whether letters leave this service at all. */
    public boolean isThere() {
        return post.isPresent();
    }

    public void send(Letter letter) {
        if (!bag.offer(letter)) {
            throw new RefusalException(new Refusal.Full("Too many letters wait to be sent; try again.", SOON));
        }
    }

    @Override
    protected void work() throws InterruptedException {
        try {
            while (isRunning()) {
                Letter letter = bag.take();
                if (post.isPresent()) {
                    deliver(letter, post.get());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} letters are left undelivered", bag.size());
            throw e;
        }
    }

    private void deliver(Letter letter, Post by) throws InterruptedException {
        for (int n = 0; n <= pauses.size(); n++) {
            try {
                by.deliver(letter);
                failing = false;
                return;
            } catch (Post.NotWanted e) {
                tell(e);
                return;
            } catch (IOException e) {
                failing = true;
                tell(e);
            }
            if (n < pauses.size()) {
                Thread.sleep(pauses.get(n));
            }
        }
        LOG.error("a letter \"{}\" is lost after {} tries", letter.subject(), pauses.size() + 1);
    }

    /** By the kind of what went wrong: its words may hold somebody's address. */
    private static void tell(IOException fault) {
        Throwable cause = fault.getCause();
        LOG.warn(
                "{}: {}",
                fault.getMessage(),
                cause == null ? "" : cause.getClass().getSimpleName());
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public boolean isVital() {
        return false;
    }

    @Override
    public State state() {
        return new State(
                !failing,
                post.map(Post::kind).orElse("none"),
                failing
                        ? "The mail server did not take the last letter."
                        : "No letter has failed since the last one that arrived.");
    }
}
