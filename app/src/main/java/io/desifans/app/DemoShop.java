package io.desifans.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a creator of the demo offers, and what fans do with it. The ids are always the same. */
final class DemoShop {

    private static final int MORE_POSTS = 10;
    private static final int COMMENTS = 40;

    private final int number;
    private final String pictures;
    private final DemoClient creator;
    private final String creatorId;

    /**
     * @param number tells the creators apart, from 1
     * @param pictures before the name of a picture
     */
    DemoShop(int number, String pictures, DemoClient creator) {
        this.number = number;
        this.pictures = pictures;
        this.creator = creator;
        this.creatorId = creator.userId();
    }

    DemoClient creator() {
        return creator;
    }

    void offer(String title, String description, long monthlyPaise) {
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

    /** Sold by itself. */
    void sell(String caption, String picture, long pricePaise) {
        publish(id(3), caption, picture, Map.of("postType", "exclusive", "price", pricePaise));
        creator.write("PUT", "/api/v1/posts/" + id(3) + "/like", null);
    }

    /** As {@link #post}, more of them. */
    void posts(List<String> captions) {
        for (int i = 0; i < captions.size(); i++)
            publish(
                    id(MORE_POSTS + i),
                    captions.get(i),
                    "picture-" + number + "-" + i,
                    Map.of("postType", "subscription", "membershipIds", List.of(id(1))));
        creator.write("PUT", "/api/v1/posts/" + id(MORE_POSTS) + "/pin", null);
    }

    /** A member's like, and a few words. */
    void toldBy(int fanNumber, DemoClient fan, String comment) {
        String post = "/api/v1/posts/" + id(MORE_POSTS + fanNumber % 3);
        fan.write("PUT", post + "/like", null);
        fan.write("POST", post + "/comments", Map.of("commentId", id(COMMENTS + fanNumber), "content", comment));
    }

    private void publish(UUID postId, String caption, String picture, Map<String, Object> access) {
        if (creator.finds("/api/v1/posts/" + postId)) return;
        Map<String, Object> post = new HashMap<>(access);
        post.put("postId", postId);
        post.put("caption", caption);
        post.put("media", List.of(image(picture)));
        creator.write("POST", "/api/v1/posts", post);
    }

    void service(String name, String description, long pricePaise, String type) {
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
        fan.write("PUT", "/api/v1/creators/" + creatorId + "/follow", null);
    }

    void subscribedBy(DemoClient fan) {
        String subscription = "/api/v1/memberships/" + id(1) + "/subscription";
        if (!fan.finds(subscription)) fan.buy("membership", id(1));
        fan.readUntil(subscription, found -> true);
    }

    void likedBy(DemoClient fan) {
        fan.write("PUT", "/api/v1/posts/" + id(2) + "/like", null);
    }

    void boughtBy(DemoClient fan, String comment, String reply) {
        String access = "/api/v1/posts/" + id(3) + "/access";
        if (!fan.readUntil(access, found -> true).at("/access/open").asBoolean()) fan.buy("exclusive_post", id(3));
        fan.readUntil(access, found -> found.at("/access/open").asBoolean());
        fan.write("PUT", "/api/v1/posts/" + id(3) + "/like", null);
        String comments = "/api/v1/posts/" + id(3) + "/comments";
        fan.write("POST", comments, Map.of("commentId", id(5), "content", comment));
        creator.write("POST", comments, Map.of("commentId", id(6), "content", reply, "parentCommentId", id(5)));
    }

    /** From the booking to its end, with a few words on the way. */
    void bookedBy(DemoClient fan) {
        if (fan.read("/api/v1/service-orders").get("items").isEmpty()) fan.buy("service", id(4));
        String order = "/api/v1/service-orders/"
                + fan.readUntil(
                                "/api/v1/service-orders",
                                orders -> orders.at("/items/0/paid").asBoolean())
                        .at("/items/0/id")
                        .asString();
        if (fan.read(order).get("status").asString().equals("fulfilled")) return;
        creator.write("POST", order + "/activate", Map.of());
        String conversation = "/api/v1/conversations/"
                + fan.readUntil(order, found -> found.get("conversationId").isString())
                        .get("conversationId")
                        .asString();
        fan.write("POST", conversation + "/messages", Map.of("content", "Here are my ten."));
        creator.write(
                "POST", conversation + "/messages", Map.of("content", "The third one is strong. Crop the fifth."));
        creator.readUntil(order, found -> found.get("utilizedAt").isString());
        creator.write("POST", order + "/fulfil", Map.of("notes", "All ten with notes."));
    }

    private UUID id(int thing) {
        return new UUID(0x0190d3a0_0000_7000L, 0x8000_0000_0000_0000L + number * 100L + thing);
    }

    private Map<String, Object> image(String name) {
        return Map.of(
                "mediaType", "image",
                "url", pictures + name + ".svg",
                "blurThumbnailUrl", pictures + DemoPictures.veilOf(name) + ".svg");
    }
}
