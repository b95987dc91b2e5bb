package io.desifans.identity.command;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Hands a mail to the mail server. */
final class MailTransport {

    private static final Logger LOG = LoggerFactory.getLogger(MailTransport.class);

    private final JavaMailSender server;
    private final String from;
    private final String host;

    /** @param host of the public address, for the ids of mails */
    MailTransport(JavaMailSender server, String from, String host) {
        this.server = server;
        this.from = from;
        this.host = host;
    }

    enum Outcome {
        SENT,
        /** There is no such recipient, and never will be. */
        REFUSED,
        NOT_NOW
    }

    /** @param eventId of the event that asks for it: the mail has the same id however often it is sent */
    Outcome send(Letter letter, UUID eventId) {
        try {
            server.send(message(letter, eventId));
            return Outcome.SENT;
        } catch (MailParseException e) {
            return Outcome.REFUSED;
        } catch (MailException e) {
            boolean refused = isRefused(e);
            // The text of the failure would name the recipient.
            LOG.warn(
                    refused ? "A mail is refused and dropped ({})" : "A mail cannot be sent now and waits ({})",
                    e.getClass().getSimpleName());
            return refused ? Outcome.REFUSED : Outcome.NOT_NOW;
        }
    }

    private MimeMessage message(Letter letter, UUID eventId) {
        try {
            MimeMessage message = server.createMimeMessage();
            MimeMessageHelper parts = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            parts.setFrom(from);
            parts.setTo(letter.to());
            parts.setSubject(letter.subject());
            parts.setText(letter.text(), letter.html());
            message.setHeader("Message-ID", "<" + eventId + "@" + host + ">");
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException e) {
            throw new MailParseException("this is no mail", e);
        }
    }

    /** The server answered 5xx about the recipient. */
    private static boolean isRefused(MailException failure) {
        return failure instanceof MailSendException sending
                && Arrays.stream(sending.getMessageExceptions())
                        .anyMatch(e -> e instanceof SendFailedException failed
                                && failed.getInvalidAddresses() != null
                                && failed.getInvalidAddresses().length > 0);
    }
}
