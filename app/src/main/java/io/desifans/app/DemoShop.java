package io.desifans.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What a creator of the demo offers, and what fans do with it. The ids are always the same. */
final class DemoShop {

    private static final int FIRST_MORE = 10;

    private final int number;
    private final DemoClient creator;
    private final String pictures;
    private String serviceType = "";

    /**
     * @param number tells the creators apart, from 1
     * @param pictures where they lie
     */
    DemoShop(int number, DemoClient creator, String pictures) {
        this.number = number;
        this.creator = creator;
        this.pictures = pictures;
    }

    DemoClient creator() {
        return creator;
    }

    void offer(String title, String description, int monthlyPaise) {
        creator.write(
                "POST",
                "/api/v1/memberships",
                Map.of(
                        "membershipId", id(1),
                        "title", title,
                        "description", description,
                        "monthlyRecurringFee", monthlyPaise));
    }

    /** For members. */
    void post(String caption, String picture) {
        publish(id(2), caption, picture, Map.of("postType", "subscription", "membershipIds", List.of(id(1))));
    }

    /** Another for members. @param nth from 0 */
    void postAlso(int nth, String caption, String picture) {
        publish(
                id(FIRST_MORE + nth),
                caption,
                picture,
                Map.of("postType", "subscription", "membershipIds", List.of(id(1))));
    }

    /** Sold by itself. */
    void sell(String caption, String picture, int pricePaise) {
        publish(id(3), caption, picture, Map.of("postType", "exclusive", "price", pricePaise));
        creator.write("PUT", "/api/v1/posts/" + id(3) + "/like", null);
    }

    private void publish(UUID postId, String caption, String picture, Map<String, Object> access) {
        Map<String, Object> post = new HashMap<>(access);
        post.put("postId", postId);
        post.put("caption", caption);
        post.put("media", List.of(image(picture)));
        creator.write("POST", "/api/v1/posts", post);
    }

    void service(String name, String description, int pricePaise, String type) {
        serviceType = type;
        creator.write(
                "POST",
                "/api/v1/services",
                Map.of(
                        "serviceId", id(4),
                        "name", name,
                        "description", description,
                        "price", pricePaise,
                        "serviceType", type,
                        "durationMinutes", 20));
    }

    void followedBy(DemoClient fan) {
        fan.write("PUT", "/api/v1/creators/" + creator.userId() + "/follow", null);
    }

    void subscribedBy(DemoClient fan) {
        joinedBy(fan);
        fan.write("PUT", "/api/v1/posts/" + id(2) + "/like", null);
    }

    void joinedBy(DemoClient fan) {
        String subscription = "/api/v1/memberships/" + id(1) + "/subscription";
        if (!fan.finds(subscription)) fan.buy("membership", id(1));
        fan.readUntil(subscription, found -> true);
    }

    void likedBy(DemoClient fan, int nth) {
        fan.write("PUT", "/api/v1/posts/" + id(FIRST_MORE + nth) + "/like", null);
    }

    /** @param fanNumber tells the fans apart */
    void commentedBy(DemoClient fan, int fanNumber, int nth, String comment) {
        UUID post = id(FIRST_MORE + nth);
        UUID commentId = new UUID(post.getMostSignificantBits() + 1 + fanNumber, post.getLeastSignificantBits());
        fan.write("POST", "/api/v1/posts/" + post + "/comments", Map.of("commentId", commentId, "content", comment));
    }

    void boughtBy(DemoClient fan, String comment, String reply) {
        soldTo(fan);
        fan.write("PUT", "/api/v1/posts/" + id(3) + "/like", null);
        String comments = "/api/v1/posts/" + id(3) + "/comments";
        fan.write("POST", comments, Map.of("commentId", id(5), "content", comment));
        creator.write("POST", comments, Map.of("commentId", id(6), "content", reply, "parentCommentId", id(5)));
    }

    void soldTo(DemoClient fan) {
        String access = "/api/v1/posts/" + id(3) + "/access";
        if (!fan.readUntil(access, found -> true).at("/access/open").asBoolean()) fan.buy("exclusive_post", id(3));
        fan.readUntil(access, found -> found.at("/access/open").asBoolean());
    }

    /** From the booking to its end, with a few words on the way. */
    void bookedBy(DemoClient fan, String question, String answer) {
        if (paid(fan.read("/api/v1/service-orders")).isEmpty()) fan.buy("service", id(4));
        JsonNode orders =
                fan.readUntil("/api/v1/service-orders", found -> !paid(found).isEmpty());
        String order = "/api/v1/service-orders/" + paid(orders).getFirst();
        if (fan.read(order).get("status").asString().equals("fulfilled")) return;
        if (!fan.read(order).get("status").asString().equals("active"))
            creator.write("POST", order + "/activate", Map.of());
        if (serviceType.equals("chat")) chat(fan, order, question, answer);
        if (serviceType.endsWith("_call"))
            for (DemoClient side : List.of(fan, creator)) side.write("POST", order + "/join", Map.of());
        creator.write("POST", order + "/fulfil", Map.of("notes", answer));
    }

    /** One that was begun and never paid leads nowhere. */
    private static List<String> paid(JsonNode orders) {
        return orders.get("items")
                .valueStream()
                .filter(order -> order.get("paid").asBoolean())
                .map(order -> order.get("id").asString())
                .toList();
    }

    private void chat(DemoClient fan, String order, String question, String answer) {
        String conversation = "/api/v1/conversations/"
                + fan.readUntil(order, found -> found.get("conversationId").isString())
                        .get("conversationId")
                        .asString();
        fan.write("POST", conversation + "/messages", Map.of("content", question));
        creator.write("POST", conversation + "/messages", Map.of("content", answer));
        creator.readUntil(order, found -> found.get("utilizedAt").isString());
    }

    private UUID id(int thing) {
        return new UUID(0x0190d3a0_0000_7000L, 0x8000_0000_0000_0000L + number * 100L + thing);
    }

    private Map<String, Object> image(String name) {
        return Map.of(
                "mediaType", "image",
                "url", pictures + DemoPictures.path(name),
                "blurThumbnailUrl", pictures + DemoPictures.veilOf(name));
    }
}
