package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Kills the application while it sends mails: each that was promised comes, and however often it comes it is the same. */
@Execution(ExecutionMode.CONCURRENT)
class MailKillTest {

    private static final String EMAIL = "asha@example.test";
    private static final int KILLS = 2;

    @TempDir
    Path data;

    private final AtomicInteger promised = new AtomicInteger();

    @Test
    void a_promised_mail_comes_after_kill_9_too_under_one_message_id() throws Exception {
        int port = Ports.free();
        String token = null;
        try (MailServer mail = new MailServer()) {
            Map<String, String> settings =
                    Map.of("SPRING_MAIL_HOST", "127.0.0.1", "SPRING_MAIL_PORT", Integer.toString(mail.port()));
            for (int kill = 0; kill <= KILLS; kill++) {
                try (AppProcess app = AppProcess.start(data, port, settings, "--empty")) {
                    app.awaitReady();
                    Api asha = new Api(app.uri("").toString());
                    if (token == null) token = asha.signUp("Asha", EMAIL).token();
                    else asha.bearer(token);
                    if (kill < KILLS) askUntilKilled(app, asha);
                    else Nodes.until(() -> messageIds(mail).size() >= promised.get());
                }
            }
            // Of each kill there may be one whose promise did not arrive.
            assertThat(messageIds(mail)).hasSizeBetween(promised.get(), promised.get() + KILLS);
        }
    }

    private void askUntilKilled(AppProcess app, Api asha) throws Exception {
        int before = promised.get();
        Thread asking = Thread.ofPlatform().start(() -> {
            while (asked(asha)) promised.incrementAndGet();
        });
        Nodes.until(() -> promised.get() >= before + 20);
        app.kill();
        asking.join(Duration.ofSeconds(30));
    }

    private static boolean asked(Api asha) {
        try {
            return asha.post("/api/auth/send-verification-email", Map.of("email", EMAIL))
                            .status()
                    == 200;
        } catch (RuntimeException connectionLost) {
            return false;
        }
    }

    private static Set<String> messageIds(MailServer mail) {
        return mail.mailsTo(EMAIL).stream().map(MailServer.Mail::messageId).collect(Collectors.toSet());
    }
}
