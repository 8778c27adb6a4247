package dev.carrel.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Letters on the wire, to a real mail server. */
class SmtpPostTest {
    private static final long START_MS = 60_000;
    private static final Letter LETTER = new Letter("ada@example.org", "Grüße", "Zwei Zeilen:\n½ ✓\n");

    private GreenMail server = new GreenMail(new ServerSetup[0]);

    private SmtpPost post(String protocol, String scheme, String login) {
        ServerSetup anyPort = new ServerSetup(0, "127.0.0.1", protocol);
        anyPort.setServerStartupTimeout(START_MS);
        server = new GreenMail(anyPort);
        server.start();
        int port = (protocol.equals("smtps") ? server.getSmtps() : server.getSmtp()).getPort();
        return new SmtpPost(MailServer.parse(scheme + "://" + login + "127.0.0.1:" + port), "carrel@example.org");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void letter_arrives_as_it_was_written() throws Exception {
        post("smtp", "smtp+plain", "").deliver(LETTER);
        MimeMessage arrived = server.getReceivedMessages()[0];
        assertEquals("Grüße", arrived.getSubject());
        assertEquals("ada@example.org", arrived.getAllRecipients()[0].toString());
        assertEquals("carrel@example.org", arrived.getFrom()[0].toString());
        assertTrue(
                arrived.getContent().toString().contains("½ ✓"),
                arrived.getContent().toString());
    }

    @Test
    void server_learns_who_we_are() throws Exception {
        SmtpPost post = post("smtp", "smtp+plain", "us:p%40ss@");
        server.setUser("us@example.org", "us", "p@ss");
        post.deliver(LETTER);
        assertEquals(1, server.getReceivedMessages().length);
    }

    @Test
    void server_that_nobody_vouches_for_gets_no_letter() {
        SmtpPost post = post("smtps", "smtps", "");
        assertThrows(IOException.class, () -> post.deliver(LETTER));
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void server_that_does_not_go_over_to_tls_gets_no_letter() {
        SmtpPost post = post("smtp", "smtp", "");
        assertThrows(IOException.class, () -> post.deliver(LETTER));
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void letter_of_more_lines_than_one_in_its_head_is_none() {
        assertThrows(IllegalArgumentException.class, () -> new Letter("a@b\r\nBcc: c@d", "Hello", ""));
    }
}
