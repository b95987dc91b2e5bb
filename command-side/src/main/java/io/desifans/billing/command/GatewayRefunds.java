package io.desifans.billing.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Refunds at the payment gateway. Ours bear our id in their metadata, and are looked for before another is made. */
final class GatewayRefunds {

    private final GatewayHttp http;

    GatewayRefunds(GatewayHttp http) {
        this.http = http;
    }

    /** What the gateway says of the refund, which is made if it is not there yet. */
    JsonNode refund(UUID transactionId, UUID refundId, String gatewayPaymentId, long amountPaise) {
        if (!gatewayPaymentId.matches("[\\w-]+")) throw new GatewayRefused(404, "UNKNOWN_PAYMENT");
        return http.repeated(() -> {
            JsonNode payment = http.get("/payments/" + gatewayPaymentId, Map.of());
            return found(payment, refundId)
                    .orElseGet(() -> http.post("/refunds", body(transactionId, refundId, payment, amountPaise)));
        });
    }

    /** What the gateway says of the refund; nothing if it is not there. */
    Optional<JsonNode> find(UUID refundId, String gatewayPaymentId) {
        if (!gatewayPaymentId.matches("[\\w-]+")) return Optional.empty();
        return http.repeated(() -> found(http.get("/payments/" + gatewayPaymentId, Map.of()), refundId));
    }

    /** A payment lists its refunds without their metadata. */
    private Optional<JsonNode> found(JsonNode payment, UUID refundId) {
        for (JsonNode listed : payment.path("refunds")) {
            String id = listed.path("refund_id").asString("");
            if (!id.matches("[\\w-]+")) continue;
            JsonNode refund = http.get("/refunds/" + id, Map.of());
            if (refund.path("metadata").path("refundId").asString("").equals(refundId.toString()))
                return Optional.of(refund);
        }
        return Optional.empty();
    }

    /** A part goes back as a part of the one thing that is in our carts. */
    private static Map<String, Object> body(UUID transactionId, UUID refundId, JsonNode payment, long amountPaise) {
        Map<String, Object> body = new HashMap<>();
        body.put("payment_id", payment.path("payment_id").asString(""));
        body.put("metadata", Map.of("refundId", refundId.toString(), "transactionId", transactionId.toString()));
        if (payment.path("total_amount").asLong(0) != amountPaise)
            body.put(
                    "items",
                    List.of(Map.of(
                            "item_id",
                            payment.at("/product_cart/0/product_id").asString(""),
                            "amount",
                            amountPaise,
                            "tax_inclusive",
                            true)));
        return body;
    }
}
