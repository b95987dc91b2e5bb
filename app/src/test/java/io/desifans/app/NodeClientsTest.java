package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others have written for Node, unmodified, speaks to the application. */
@Tag("node")
class NodeClientsTest extends EndToEndTest {

    /** The releases as they are named in package.json: 1.4.7, and the latest of 1.x. */
    @ParameterizedTest
    @ValueSource(strings = {"better-auth-1.4", "better-auth"})
    void I1_the_better_auth_client_works_unmodified(String release) throws Exception {
        run("identity.mjs", release, "http://localhost:" + port, "admin@example.test", "correct horse battery");
    }

    @ParameterizedTest
    @ValueSource(strings = {"better-auth-1.4", "better-auth"})
    void I1_the_client_signs_in_and_links_by_a_provider(String release) throws Exception {
        provider();
        run("social.mjs", release, "http://localhost:" + port, "google");
    }

    @ParameterizedTest
    @ValueSource(strings = {"better-auth-1.4", "better-auth"})
    void I1_the_client_follows_the_links_in_mails(String release) throws Exception {
        HttpServer mails = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        mails.createContext("/", NodeClientsTest::answerWithLinks);
        mails.start();
        try {
            String address = "http://localhost:" + mails.getAddress().getPort();
            run("mail.mjs", release, "http://localhost:" + port, address);
        } finally {
            mails.stop(0);
        }
    }

    /** The links in the mails to the address that the query names. */
    private static void answerWithLinks(HttpExchange exchange) throws IOException {
        String to = exchange.getRequestURI().getQuery().substring("to=".length());
        List<String> links =
                MAIL.mailsTo(to).stream().map(MailServer.Mail::link).toList();
        byte[] body = JsonMapper.shared().writeValueAsBytes(links);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Test
    void webhooks_signed_by_standardwebhooks_are_taken_and_no_others() throws Exception {
        Shop shop = Shop.open(anonymous(), "node-asha");
        Api fan = anonymous().signUp("Vikram");
        gateway();
        JsonNode checkout = Shop.checkout(fan, "exclusive_post", shop.soldPost());
        String transactionId = checkout.get("transactionId").asString();
        run("webhooks.mjs", "http://localhost:" + port, Gateway.WEBHOOK_SECRET, transactionId, "4900");
        drained();
        JsonNode payment = fan.get("/api/v1/payments/transactions/" + transactionId)
                .expect(200)
                .json();
        assertThat(payment.get("status").asString()).isEqualTo("completed");
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    private void run(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Path.of("src", "test", "node").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
