package io.desifans.app;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The mail server of the demo: it keeps what it takes in memory, and shows it on a page. */
@RestController
final class DemoMails implements AutoCloseable {

    static final String PATH = "/mails";

    private static final int USUAL_PORT = 1025;
    private static final int MOST_SHOWN = 50;
    private static final int MOST_KEPT = 500;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<]+");

    private final GreenMail server;

    private DemoMails(GreenMail server) {
        this.server = server;
    }

    static DemoMails start() {
        GreenMail server =
                new GreenMail(new ServerSetup(Port.freeOr(USUAL_PORT), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new DemoMails(server);
    }

    /** The settings under which the application finds it. */
    Map<String, Object> settings() {
        return Map.of(
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                server.getSmtp().getPort());
    }

    @GetMapping(PATH)
    ResponseEntity<String> page() throws MessagingException, IOException {
        List<MimeMessage> mails = Arrays.asList(server.getReceivedMessages());
        StringBuilder articles = new StringBuilder();
        for (MimeMessage mail : mails.reversed().stream().limit(MOST_SHOWN).toList()) articles.append(article(mail));
        if (mails.size() > MOST_KEPT) forgetAll();
        String page = """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Mails of the demo</title>
                <body style="font-family: sans-serif; max-width: 50em; margin: auto">
                <h1>Mails of the demo</h1><p>Nothing leaves this machine. The newest is on top.</p>
                %s</body></html>
                """.formatted(articles.isEmpty() ? "<p>There is none yet.</p>" : articles);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
    }

    private static String article(MimeMessage mail) throws MessagingException, IOException {
        String to = Arrays.stream(mail.getRecipients(RecipientType.TO))
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        String text = LINK.matcher(HtmlUtils.htmlEscape(text(mail)))
                .replaceAll(link -> "<a href=\"" + link.group() + "\">" + link.group() + "</a>");
        return "<hr><p>To " + HtmlUtils.htmlEscape(to) + ", "
                + mail.getSentDate().toInstant() + "</p><h2>"
                + HtmlUtils.htmlEscape(mail.getSubject())
                + "</h2><pre style=\"white-space: pre-wrap; overflow-wrap: anywhere\">" + text + "</pre>\n";
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

    private void forgetAll() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException("mails in memory cannot be forgotten", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
