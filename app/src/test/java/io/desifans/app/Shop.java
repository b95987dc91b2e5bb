package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A creator with something of each kind to sell. */
record Shop(Api creator, UUID tier, UUID membersPost, UUID soldPost, UUID service) {

    static final String IMAGE = "https://media.example.test/full-image.jpg";
    static final Map<String, Object> BANK = Map.of(
            "pan",
            "ABCDE1234F",
            "accountNumber",
            "123456789012",
            "ifscCode",
            "HDFC0001234",
            "bankName",
            "HDFC Bank",
            "accountHolderName",
            "Asha Rao",
            "branchName",
            "Bengaluru",
            "accountType",
            "savings");

    private static final Map<String, Object> PICTURE =
            Map.of("mediaType", "image", "url", IMAGE, "blurThumbnailUrl", "https://media.example.test/blurred.jpg");

    /** @param username of a creator who does not exist yet */
    static Shop open(Api visitor, String username) {
        Api creator = visitor.signUp("Asha Rao").onboarded(username);
        UUID tier = made(
                creator.post(
                        "/api/v1/memberships",
                        Map.of("title", "Inner circle", "description", "All of it", "monthlyRecurringFee", 19900)),
                "membershipId");
        UUID membersPost = made(
                creator.post(
                        "/api/v1/posts",
                        Map.of("postType", "subscription", "membershipIds", List.of(tier), "media", List.of(PICTURE))),
                "postId");
        UUID soldPost = made(
                creator.post(
                        "/api/v1/posts", Map.of("postType", "exclusive", "price", 4900, "media", List.of(PICTURE))),
                "postId");
        UUID service = made(
                creator.post(
                        "/api/v1/services",
                        Map.of(
                                "name", "Portfolio review",
                                "description", "I look at ten of your pictures.",
                                "price", 25000,
                                "serviceType", "chat",
                                "durationMinutes", 30)),
                "serviceId");
        return new Shop(creator, tier, membersPost, soldPost, service);
    }

    /** Begins to pay for it. */
    static JsonNode checkout(Api fan, String type, UUID entityId) {
        return fan.post("/api/v1/payments/checkout", Map.of("type", type, "entityId", entityId))
                .expect(201)
                .json();
    }

    /** Begins to pay and pays; gives the payment's id. */
    static UUID buy(Gateway gateway, Api fan, String type, UUID entityId) {
        JsonNode checkout = checkout(fan, type, entityId);
        assertThat(gateway.pay(checkout, Gateway.CARD).get("status").asString()).isEqualTo("succeeded");
        return UUID.fromString(checkout.get("transactionId").asString());
    }

    /** Begins to pay for a tier again and again, and pays; gives the payment's id. While the gateway is slow the same is asked for again. */
    static UUID renew(Gateway gateway, Api fan, UUID tier) {
        UUID transactionId = UUID.randomUUID();
        Map<String, Object> wish =
                Map.of("transactionId", transactionId, "type", "membership", "entityId", tier, "autoRenew", true);
        Api.Answer answer = fan.post("/api/v1/payments/checkout", wish);
        for (int again = 0; again < 10 && answer.status() == 503; again++)
            answer = fan.post("/api/v1/payments/checkout", wish);
        gateway.pay(answer.expect(201).json(), Gateway.CARD);
        return transactionId;
    }

    private static UUID made(Api.Answer answer, String id) {
        return UUID.fromString(answer.expect(201).json().get(id).asString());
    }
}
