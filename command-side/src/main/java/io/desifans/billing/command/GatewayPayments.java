package io.desifans.billing.command;

import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.command.WebhookCommand.ReceiveWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the payment gateway answers when it is asked, for where its messages are lost. It is taken in as if the gateway had
 * told it, under an id that begins with {@code pull_}.
 */
@Component
public final class GatewayPayments {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 100;
    private static final int PULLED = -1;

    private final PaymentGateway gateway;
    private final Clock clock;

    GatewayPayments(PaymentGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /** What became of a page, and of the subscription that was begun there; nothing if nobody has paid. */
    public List<ReceiveWebhook> ofPage(String gatewaySessionId) {
        String id = get("/checkouts/", gatewaySessionId).path("payment_id").asString("");
        if (id.isEmpty()) return List.of();
        JsonNode payment = get("/payments/", id);
        String subscription = payment.path("subscription_id").asString("");
        List<ReceiveWebhook> found = new ArrayList<>(List.of(message(payment)));
        if (!subscription.isEmpty()) found.add(subscription(subscription));
        return found;
    }

    /** As the gateway shows it now. */
    public ReceiveWebhook payment(String gatewayPaymentId) {
        return message(get("/payments/", gatewayPaymentId));
    }

    /** How the subscription stands is to be asked. */
    public ReceiveWebhook subscription(String gatewaySubscriptionId) {
        return received("subscription.updated", JSON.createObjectNode().put("subscription_id", gatewaySubscriptionId));
    }

    /** The gateway's ids of what was charged last for a subscription. */
    public List<String> chargesOf(String gatewaySubscriptionId) {
        GatewayHttp http = gateway.required();
        Map<String, ?> query = Map.of("subscription_id", gatewaySubscriptionId, "page_size", MOST, "page_number", 0);
        List<String> ids = new ArrayList<>();
        for (JsonNode item : http.repeated(() -> http.get("/payments", query)).path("items"))
            ids.add(PaymentGateway.text(item, "payment_id"));
        return ids.reversed();
    }

    /** What the gateway says of a refund; nothing if it was not made there. */
    public Optional<ReceiveWebhook> refund(RefundRequested refund) {
        return new GatewayRefunds(gateway.required())
                .find(refund.refundId(), refund.gatewayPaymentId())
                .map(answer -> received(
                        answer.path("status").asString("").equals("failed") ? "refund.failed" : "refund.succeeded",
                        answer));
    }

    private JsonNode get(String path, String id) {
        if (!id.matches("[\\w-]+")) throw new GatewayRefused(404, "UNKNOWN_ID");
        GatewayHttp http = gateway.required();
        return http.repeated(() -> http.get(path + id, Map.of()));
    }

    private ReceiveWebhook message(JsonNode payment) {
        String status = payment.path("status").asString("");
        String type = "payment." + status;
        return received(GatewayMessage.PAYMENTS.contains(type) ? type : "payment.processing", payment);
    }

    private ReceiveWebhook received(String type, JsonNode data) {
        ObjectNode message = JSON.createObjectNode().put("type", type);
        if (type.startsWith("subscription."))
            message.put("timestamp", clock.instant().toString());
        message.set("data", data);
        String body = JSON.writeValueAsString(message);
        String digest = WebhookEndpoint.sha256(body.getBytes(StandardCharsets.UTF_8));
        return new ReceiveWebhook("pull_" + digest.substring(0, 32), type, clock.instant(), PULLED, digest, body);
    }
}
