package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A creator changes what is published; the platform removes it. */
class PostChangesPathTest extends EndToEndTest {

    private static final String POSTS = "/api/v1/posts/";

    @Test
    void a_creator_changes_a_post_and_an_admin_takes_it_down() throws Exception {
        Api creator = anonymous().signUp("Asha Rao").onboarded("asha-edits");
        UUID post = UUID.randomUUID();
        creator.post(
                        "/api/v1/posts",
                        Map.of("postId", post, "caption", "Sunrise", "postType", "exclusive", "price", 4900))
                .expect(201);
        patch(creator, post, "{\"caption\": \"Sunset\", \"price\": 5900}").expect(204);
        UUID first = attach(creator, post, "image");
        UUID second = attach(creator, post, "video");
        creator.post(POSTS + post + "/media", media("video")).expect(409);
        creator.put(POSTS + post + "/media/order", Map.of("mediaIds", List.of(second, first)))
                .expect(204);
        patch(creator, post, "{\"caption\": null}").expect(204);
        creator.delete(POSTS + post + "/media/" + first).expect(204);
        creator.delete(POSTS + post + "/media/" + second).expect(409);

        JsonNode changed = creator.get(POSTS + post).expect(200).json();
        assertThat(changed.get("caption").isNull()).isTrue();
        assertThat(changed.get("price").asInt()).isEqualTo(5900);
        assertThat(changed.get("media")).hasSize(1);
        assertThat(changed.at("/media/0/id").asString()).isEqualTo(second.toString());
        assertThat(changed.at("/media/0/orderIndex").asInt()).isZero();

        for (String bad : List.of(
                "{\"price\": 0}",
                "{\"price\": null}",
                "{\"price\": \"1\"}",
                "{\"caption\": 7}",
                "{\"membershipIds\": []}",
                "{\"membershipIds\": [null]}",
                "{\"colour\": 1}"))
            assertThat(patch(creator, post, bad).response().statusCode())
                    .as(bad)
                    .isIn(400, 422);
        creator.put(POSTS + post + "/media/order", Map.of()).expect(400);
        creator.post(POSTS + post + "/media", Map.of("mediaType", "image")).expect(400);

        Api other = anonymous().signUp("Meera").onboarded("meera-edits");
        patch(other, post, "{\"caption\": \"Mine\"}").expect(403);
        String takedown = "/api/v1/admin/posts/" + post + "/takedown";
        other.post(takedown, Map.of("reason", "spite")).expect(403);
        Api admin = admin();
        admin.post(takedown, Map.of()).expect(400);
        admin.post(takedown, Map.of("reason", "reported")).expect(204);
        admin.post(takedown, Map.of("reason", "reported")).expect(204);
        creator.with("Wait-For-Position", admin.position()).get(POSTS + post).expect(404);
        patch(creator, post, "{\"caption\": \"Back\"}").expect(404);
        drained();
        assertThat(ToldTest.types(creator)).containsExactly("post_taken_down");
        ToldTest.linksResolve(creator);
    }

    @Test
    void a_scheduled_post_is_published_at_its_time_and_a_cancelled_one_never() throws Exception {
        Api creator = anonymous().signUp("Asha Rao").onboarded("asha-plans");
        UUID kept = schedule(creator, Instant.now().plusSeconds(3600));
        UUID cancelled = schedule(creator, Instant.now().plusSeconds(3));
        creator.delete(POSTS + cancelled).expect(204);
        String list = "/api/v1/posts?scheduled=true&creator=" + creator.userId();
        assertThat(creator.get(list).expect(200).json().get("items")).hasSize(1);
        assertThat(creator.get(POSTS + kept).expect(200).json().get("publishAt").isNull())
                .isFalse();
        anonymous().get(POSTS + kept).expect(404);
        anonymous().get(list).expect(401);
        patch(creator, kept, "{\"publishAt\": \"2020-01-01T00:00:00.000Z\"}").expect(400);
        String soon =
                Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS).toString();
        patch(creator, kept, "{\"caption\": \"Sunset\", \"publishAt\": \"" + soon + "\"}")
                .expect(204);
        for (Instant end = Instant.now().plusSeconds(60);
                anonymous().get(POSTS + kept).response().statusCode() != 200
                        && Instant.now().isBefore(end); ) drained();
        assertThat(creator.get(POSTS + kept).expect(200).json().get("caption").asString())
                .isEqualTo("Sunset");
        assertThat(creator.get(list).expect(200).json().get("items")).isEmpty();
        creator.get(POSTS + cancelled).expect(404);
    }

    private static UUID schedule(Api creator, Instant at) {
        UUID post = UUID.randomUUID();
        Map<String, Object> body = Map.of(
                "postId",
                post,
                "caption",
                "Sunrise",
                "postType",
                "exclusive",
                "price",
                4900,
                "publishAt",
                at.truncatedTo(ChronoUnit.MILLIS).toString());
        creator.post("/api/v1/posts", body).expect(201);
        return post;
    }

    private static Api.Answer patch(Api caller, UUID post, String body) {
        return caller.send("PATCH", POSTS + post, body);
    }

    private static UUID attach(Api creator, UUID post, String type) {
        return UUID.fromString(creator.post(POSTS + post + "/media", media(type))
                .expect(201)
                .json()
                .get("mediaId")
                .asString());
    }

    private static Map<String, Object> media(String type) {
        return Map.of("mediaType", type, "url", "https://media.example.test/" + type);
    }
}
