package io.desifans.app;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server that keeps what it takes, and can be away for a while. */
final class MailServer implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final ServerSetup setup = new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private GreenMail server = new GreenMail(setup);

    /** One mail. @param link where its link leads, without the host */
    record Mail(String to, String subject, String messageId, String text, String link) {}

    MailServer() {
        server.start();
    }

    int port() {
        return setup.getPort();
    }

    /** What was taken since the last start. */
    List<Mail> mails() {
        return Arrays.stream(server.getReceivedMessages()).map(MailServer::read).toList();
    }

    List<Mail> mailsTo(String address) {
        return mails().stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** The newest mail to the address, once there are so many. */
    Mail awaitTo(String address, int count) {
        Nodes.until(() -> mailsTo(address).size() >= count);
        return mailsTo(address).getLast();
    }

    void goAway() {
        server.stop();
    }

    void comeBack() {
        server = new GreenMail(setup);
        server.start();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Mail read(MimeMessage message) {
        try {
            String text = text(message);
            Matcher link = LINK.matcher(text);
            if (!link.find()) throw new AssertionError("no link in " + text);
            URI to = URI.create(link.group());
            return new Mail(
                    message.getRecipients(Message.RecipientType.TO)[0].toString(),
                    message.getSubject(),
                    message.getMessageID(),
                    text,
                    to.getRawPath() + "?" + to.getRawQuery());
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) return (String) part.getContent();
        if (part.getContent() instanceof Multipart parts)
            for (int i = 0; i < parts.getCount(); i++) {
                String text = text(parts.getBodyPart(i));
                if (!text.isEmpty()) return text;
            }
        return "";
    }
}
