package dev.carrel.server.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On a developer's own machine letters are read where everything else is. */
final class ConsolePost implements Post {
    private static final Logger LOG = LoggerFactory.getLogger(ConsolePost.class);

    @Override
    public void deliver(Letter letter) {
        LOG.info("a letter to {}: {}\n{}", letter.to(), letter.subject(), letter.text());
    }

    @Override
    public String kind() {
        return "console";
    }
}
