package dev.carrel.server.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/** Hands letters to a mail server, on a connection of its own for each: they are few. */
final class SmtpPost implements Post {
    private static final String PATIENCE_MS = "10000";

    private final MailServer server;
    private final String from;
    private final Session session;

    SmtpPost(MailServer server, String from) {
        this.server = server;
        this.from = from;
        this.session = Session.getInstance(properties(server));
    }

    private static Properties properties(MailServer server) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.auth", Boolean.toString(server.user().isPresent()));
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MS);
        properties.put("mail.smtp.timeout", PATIENCE_MS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (server.wire()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case PLAIN -> properties.put("mail.smtp.starttls.enable", "false");
        }
        return properties;
    }

    @Override
    public void deliver(Letter letter) throws IOException {
        try (Transport transport = session.getTransport()) {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(from, true));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
            message.setSubject(letter.subject(), "UTF-8");
            message.setText(letter.text(), "UTF-8");
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
            message.saveChanges();
            transport.connect(
                    server.host(),
                    server.port(),
                    server.user().orElse(null),
                    server.password().orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
        } catch (SendFailedException e) {
            throw e.getInvalidAddresses() == null || e.getInvalidAddresses().length == 0
                    ? new IOException("the mail server did not take a letter", e)
                    : new NotWanted(e);
        } catch (MessagingException e) {
            throw new IOException("the mail server did not take a letter", e);
        }
    }

    @Override
    public String kind() {
        return "smtp";
    }
}
