package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.DerivedId;
import io.desifans.command.OverHttpTest;
import io.desifans.command.Past;
import io.desifans.eventstore.UuidV7;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The command side beside a gateway, with its processes running. */
abstract class PaymentsOverHttp extends OverHttpTest {

    static final GatewayServer GATEWAY = new GatewayServer();

    private static final byte[] SECRET = Base64.getDecoder().decode("4BjaPFWwcbRYtmwP7CRuHa34wHcAt9kDlfbHvkXEKeE=");

    @Autowired
    private EventStore log;

    @Autowired
    private Clock clock;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry settings) {
        settings.add("desifans.gateway.base-url", GATEWAY::url);
        settings.add("desifans.gateway.api-key", () -> GatewayServer.KEY);
        settings.add(
                "desifans.gateway.webhook-secrets",
                () -> "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    }

    /** The token of a creator who may sell. */
    String creator(String userId) {
        String token = signedIn(userId);
        UUID id = DerivedId.of("Creator", userId);
        if (eventsOf(id).isEmpty())
            log.publish(new GenericDomainEventMessage<>(
                    "Creator", id.toString(), 0, Past.onboarded(userId, userId.toLowerCase(Locale.ROOT))));
        return token;
    }

    UUID post(String creatorToken, long price) throws Exception {
        UUID id = UuidV7.next();
        String body = "{'postId':'" + id + "','caption':'A sunset','postType':'exclusive','price':" + price + "}";
        assertThat(status("POST", "/posts", creatorToken, body)).isEqualTo("201");
        return id;
    }

    UUID tier(String creatorToken, long fee) throws Exception {
        UUID id = UuidV7.next();
        String body =
                "{'membershipId':'" + id + "','title':'Gold','description':'All','monthlyRecurringFee':" + fee + "}";
        assertThat(status("POST", "/memberships", creatorToken, body)).isEqualTo("201");
        return id;
    }

    /** The id of a new payment whose page is open. */
    UUID checkout(String token, String type, UUID entityId) throws Exception {
        UUID id = UuidV7.next();
        assertThat(status("POST", "/payments/checkout", token, body(id, type, entityId)))
                .isEqualTo("201");
        return id;
    }

    static String body(UUID transactionId, String type, UUID entityId) {
        return "{'transactionId':'" + transactionId + "','type':'" + type + "','entityId':'" + entityId + "'}";
    }

    static String payment(String paymentId, UUID transactionId, String status, long amount) {
        return payment("payment." + status, paymentId, transactionId, status, amount, "INR");
    }

    static String payment(
            String type, String paymentId, UUID transactionId, String status, long amount, String currency) {
        return "{'business_id':'bus_1','type':'" + type + "','timestamp':'2026-01-01T12:00:00Z','data':{"
                + "'payload_type':'Payment','payment_id':'" + paymentId + "','total_amount':" + amount
                + ",'currency':'" + currency + "','status':'" + status + "','brand_new':{'field':[1]},"
                + "'metadata':{'transactionId':'" + transactionId + "'}}}";
    }

    /** What a message of the gateway with a good signature is answered with. */
    int webhook(String id, String body) throws Exception {
        return webhook(id, clock.instant().getEpochSecond(), body, null).statusCode();
    }

    HttpResponse<String> webhook(String id, long timestamp, String body, String signature) throws Exception {
        String sent = body.replace('\'', '"');
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/payments/webhook"))
                        .header("Content-Type", "application/json")
                        .header("Cookie", "someone=else")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(timestamp))
                        .header("webhook-signature", signature == null ? sign(id, timestamp, sent) : signature)
                        .POST(BodyPublishers.ofString(sent))
                        .build(),
                BodyHandlers.ofString());
    }

    static String sign(String id, long timestamp, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        byte[] text = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text));
    }

    /** Waits until the aggregate has exactly these events. */
    void awaitEvents(UUID aggregateId, String... names) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(eventsOf(aggregateId)).containsExactly(names));
    }

    List<String> eventsOf(UUID aggregateId) {
        return database.queryForList(
                "select name from event_store.event where aggregate_id = ? order by sequence",
                String.class,
                aggregateId);
    }

    static UUID inbox(String gatewayMessageId) {
        return DerivedId.of("Webhook", gatewayMessageId);
    }
}
