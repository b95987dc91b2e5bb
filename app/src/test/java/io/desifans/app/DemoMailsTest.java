package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class DemoMailsTest {

    @Test
    void a_mail_stands_on_the_page_as_text_with_its_link() throws Exception {
        try (DemoMails mails = DemoMails.start()) {
            assertThat(mails.page().getBody()).contains("There is none yet");
            send(mails, "<script>alert(1)</script>", "Go to http://localhost/x?a=1&b=2\n<b>now</b>");
            assertThat(mails.page().getBody())
                    .contains("To asha@example.test")
                    .contains("&lt;script&gt;")
                    .contains("<a href=\"http://localhost/x?a=1&amp;b=2\">")
                    .contains("&lt;b&gt;now&lt;/b&gt;")
                    .doesNotContain("<script>");
        }
    }

    private static void send(DemoMails mails, String subject, String text) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(String.valueOf(mails.settings().get("spring.mail.host")));
        sender.setPort((int) mails.settings().get("spring.mail.port"));
        sender.setJavaMailProperties(new Properties());
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("no-reply@example.test");
        message.setTo("asha@example.test");
        message.setSubject(subject);
        message.setText(text);
        sender.send(message);
    }
}
