package io.desifans.app;

import io.desifans.DerivedId;
import io.desifans.services.command.ServiceOrderCommand;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Twelve clients and what they meet: by its name in the path, in the query or in the body, what each id stands for. A new
 * variable of a path gets a line in {@link #things}.
 */
final class AccessWorld {

    /** In the order of the table's columns. */
    static final List<String> IDENTITIES = List.of(
            "anonymous",
            "expired",
            "deleted",
            "banned",
            "fan",
            "subscriber",
            "buyer",
            "owner",
            "other",
            "admin",
            "impersonating",
            "auditor");

    /** A browser's key, from RFC 8291. */
    private static final String P256DH =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    private final EndToEndTest test;
    private final Map<String, Api> clients = new LinkedHashMap<>();
    private final Map<String, Object> things = new LinkedHashMap<>();

    /** @param expired a client whose session is over */
    AccessWorld(EndToEndTest test, Api expired) throws Exception {
        this.test = test;
        test.provider();
        Shop shop = Shop.open(test.anonymous(), "access-owner");
        clients.put("anonymous", test.anonymous());
        clients.put("expired", expired);
        clients.put("deleted", signUp());
        clients.put("banned", signUp());
        clients.put("fan", signUp());
        clients.put("subscriber", signUp());
        clients.put("buyer", signUp());
        clients.put("owner", shop.creator());
        clients.put("other", signUp().onboarded("access-other"));
        clients.put("admin", withRole("admin"));
        clients.put("auditor", withRole("auditor"));
        clients.put("impersonating", impersonating(signUp()));
        byAdmin("remove-user", Map.of("userId", client("deleted").userId()));
        byAdmin("ban-user", Map.of("userId", client("banned").userId()));
        sell(shop);
        offer(shop);
        posts(shop);
        test.drained();
        people(shop);
        test.drained();
    }

    Api client(String identity) {
        return Objects.requireNonNull(clients.get(identity), identity);
    }

    /** @param name of a thing, or as a path has it: {@code posts/{postId}} */
    Object thing(String name) {
        return Objects.requireNonNull(
                things.get(name),
                () -> "say in AccessWorld what " + name + " is in the access matrix: things.put(\"" + name
                        + "\", the id of something that the owner has there, or UUID.randomUUID() if there is nothing)");
    }

    /** What stands in a body or a query by this name, if it is one of the things here. */
    boolean knows(String name) {
        return things.containsKey(name);
    }

    private void sell(Shop shop) throws Exception {
        things.put("memberships/{id}", shop.tier());
        things.put("services/{id}", shop.service());
        things.put("body/membershipIds", List.of(shop.tier()));
        Shop.buy(test.gateway(), client("subscriber"), "membership", shop.tier());
        things.put(
                "subscriptions/{id}",
                DerivedId.of(
                        "subscriptions",
                        client("subscriber").userId(),
                        shop.tier().toString()));
        things.put("webhooks/{inboxId}", UUID.randomUUID());
        things.put("subscriptions/{subscriptionId}", things.get("subscriptions/{id}"));
        UUID bought = Shop.buy(test.gateway(), client("buyer"), "exclusive_post", shop.soldPost());
        things.put("transactions/{id}", bought);
        things.put("payments/{transactionId}", bought);
        things.put("body/entityId", shop.soldPost());
        UUID free = made(
                shop.creator(),
                "/api/v1/services",
                "serviceId",
                Map.of("name", "A chat", "description", "d", "price", 0, "serviceType", "chat", "durationMinutes", 30));
        UUID order = ordered(free);
        UUID open = ordered(free);
        test.drained();
        shop.creator()
                .post("/api/v1/service-orders/" + open + "/activate", Map.of())
                .expect(204);
        things.put("service-orders/{id}", order);
        things.put("service-orders/{orderId}", order);
        things.put("open", open);
        things.put("conversations/{conversationId}", DerivedId.of("conversation", open.toString()));
    }

    /** What its creator does not show, and what they are paid. */
    private void offer(Shop shop) throws Exception {
        things.put(
                "hiddenTier",
                made(
                        shop.creator(),
                        "/api/v1/memberships",
                        "membershipId",
                        Map.of("title", "Later", "description", "d", "monthlyRecurringFee", 100, "visible", false)));
        things.put(
                "hiddenService",
                made(
                        shop.creator(),
                        "/api/v1/services",
                        "serviceId",
                        Map.of(
                                "name",
                                "Later",
                                "description",
                                "d",
                                "price",
                                100,
                                "serviceType",
                                "chat",
                                "durationMinutes",
                                30,
                                "visible",
                                false)));
        shop.creator().put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        test.drained();
        UUID payout = made(shop.creator(), "/api/v1/payouts", "payoutId", Map.of());
        things.put("statements/{period}", "2026-02");
        things.put("payouts/{id}", payout);
        things.put("payouts/{payoutId}", payout);
        things.put("events/{position}", shop.creator().position());
    }

    private UUID ordered(UUID service) {
        JsonNode checkout = Shop.checkout(client("buyer"), "service", service);
        UUID payment = UUID.fromString(checkout.get("transactionId").asString());
        things.put("freePayment", payment);
        return ServiceOrderCommand.orderOf(payment);
    }

    private void posts(Shop shop) {
        Map<String, String> picture = Map.of("mediaType", "image", "url", Shop.IMAGE);
        for (String name : List.of("posts/{postId}", "takenDown", "gone"))
            things.put(
                    name,
                    made(
                            shop.creator(),
                            "/api/v1/posts",
                            "postId",
                            Map.of(
                                    "postType",
                                    "subscription",
                                    "membershipIds",
                                    List.of(shop.tier()),
                                    "media",
                                    List.of(picture, picture))));
        String tomorrow =
                Instant.now().plusSeconds(86400).truncatedTo(ChronoUnit.MILLIS).toString();
        things.put(
                "scheduled",
                made(
                        shop.creator(),
                        "/api/v1/posts",
                        "postId",
                        Map.of("caption", "Soon", "postType", "exclusive", "price", 100, "publishAt", tomorrow)));
        things.put("sold", shop.soldPost());
        List<String> media = shop.creator()
                .get("/api/v1/posts/" + thing("posts/{postId}"))
                .expect(200)
                .json()
                .path("media")
                .valueStream()
                .map(each -> each.get("id").asString())
                .toList();
        things.put("media/{mediaId}", media.getFirst());
        things.put("body/mediaIds", media.reversed());
        things.put(
                "comments/{commentId}",
                made(
                        client("subscriber"),
                        "/api/v1/posts/" + thing("posts/{postId}") + "/comments",
                        "commentId",
                        Map.of("content", "Lovely")));
    }

    private void people(Shop shop) {
        String owner = shop.creator().userId();
        things.put("creators/{creatorId}", owner);
        things.put("creators/{idOrUsername}", owner);
        things.put("?creator", owner);
        things.put("?username", "access-free");
        things.put("?id", owner);
        things.put(
                "notifications/{notificationId}",
                shop.creator()
                        .get("/api/v1/notifications")
                        .expect(200)
                        .json()
                        .at("/items/0/id")
                        .asString());
        client("other").put("/api/v1/creators/" + owner + "/follow", Map.of()).expect(204);
        things.put(
                "broadcasts/{broadcastId}",
                shop.creator()
                        .post("/api/v1/broadcasts", Map.of("messageType", "text", "content", "Hello"))
                        .expect(202)
                        .json()
                        .get("broadcastId")
                        .asString());
        things.put(
                "push-subscriptions/{pushSubscriptionId}",
                made(
                        shop.creator(),
                        "/api/v1/push-subscriptions",
                        "pushSubscriptionId",
                        Map.of(
                                "endpoint",
                                "http://127.0.0.1:9/owner",
                                "p256dh",
                                P256DH,
                                "auth",
                                "BTBZMqHH6r4Tts7J_aSIgg")));
        things.put("users/{userId}", signUp().userId());
        things.put("body/userId", signUp().userId());
        things.put("removed", signUp().userId());
        things.put("fan", client("fan").userId());
        things.put("candidate", signUp().onboarded("access-candidate").userId());
        things.put("steps/{number}", 1);
        for (String unknown : List.of("import/{importId}", "dead-letters/{id}", "rebuilds/{id}"))
            things.put(unknown, UUID.randomUUID());
    }

    private Api signUp() {
        return test.anonymous().signUp("Visitor");
    }

    private Api withRole(String role) {
        Api client = signUp();
        byAdmin("set-role", Map.of("userId", client.userId(), "role", role));
        return client;
    }

    private Api impersonating(Api user) {
        String token = client("admin")
                .post("/api/auth/admin/impersonate-user", Map.of("userId", user.userId()))
                .expect(200)
                .json()
                .at("/session/token")
                .asString();
        return test.anonymous().bearer(token);
    }

    private void byAdmin(String act, Map<String, String> body) {
        test.admin().post("/api/auth/admin/" + act, body).expect(200);
    }

    private static UUID made(Api by, String path, String id, Map<String, ?> body) {
        return UUID.fromString(by.post(path, body).expect(201).json().get(id).asString());
    }
}
