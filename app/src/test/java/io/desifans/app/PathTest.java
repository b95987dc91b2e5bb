package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The path through the platform: each step a command over HTTP and a read over HTTP. */
class PathTest extends EndToEndTest {

    private static final String IMAGE = "https://media.example.test/full-image.jpg";
    private static final String BLUR = "https://media.example.test/blurred.jpg";

    @Test
    void a_creator_publishes_and_everyone_reads_what_is_theirs_to_read() {
        Api creator = anonymous().signUp("Asha Rao").onboarded("asha-rao");
        assertThat(creator.get("/api/v1/onboarding")
                        .expect(200)
                        .json()
                        .get("onboarded")
                        .asBoolean())
                .isTrue();
        assertThat(creator.get("/api/v1/creators/me")
                        .expect(200)
                        .json()
                        .get("subdomain")
                        .asString())
                .isEqualTo("asha-rao");

        UUID membership = UUID.randomUUID();
        Api.Answer offered = creator.post(
                        "/api/v1/memberships",
                        Map.of(
                                "membershipId",
                                membership,
                                "title",
                                "Inner circle",
                                "description",
                                "Everything",
                                "monthlyRecurringFee",
                                19900))
                .expect(201);
        assertThat(offered.header("Location")).endsWith("/api/v1/memberships/" + membership);
        assertThat(creator.get("/api/v1/memberships/" + membership)
                        .expect(200)
                        .json()
                        .get("monthlyRecurringFee")
                        .asInt())
                .isEqualTo(19900);

        UUID tiered = publish(creator, Map.of("postType", "subscription", "membershipIds", List.of(membership)));
        UUID exclusive = publish(creator, Map.of("postType", "exclusive", "price", 4900));

        Api fan = anonymous().signUp("Vikram");
        Api visitor = anonymous().with("Wait-For-Position", creator.position());
        fan.with("Wait-For-Position", creator.position());
        for (UUID post : List.of(tiered, exclusive)) {
            assertLocked(visitor, post);
            assertLocked(fan, post);
            assertOpen(creator, post);
        }
        assertThat(visitor.get("/api/v1/creators/asha-rao")
                        .expect(200)
                        .json()
                        .get("postCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(visitor.get("/api/v1/posts?creator=" + creator.userId())
                        .response()
                        .body())
                .contains(BLUR)
                .doesNotContain(IMAGE);

        fan.put("/api/v1/posts/" + exclusive + "/like", Map.of()).expect(403);
        creator.put("/api/v1/posts/" + exclusive + "/like", Map.of()).expect(204);
        creator.post("/api/v1/posts/" + exclusive + "/comments", Map.of("content", "First!"))
                .expect(201);
        JsonNode post = creator.get("/api/v1/posts/" + exclusive).json();
        assertThat(post.get("likeCount").asInt()).isEqualTo(1);
        assertThat(post.get("commentCount").asInt()).isEqualTo(1);
        assertThat(creator.get("/api/v1/posts/" + exclusive + "/comments")
                        .expect(200)
                        .response()
                        .body())
                .contains("First!");

        fan.put("/api/v1/creators/" + creator.userId() + "/follow", Map.of()).expect(204);
        assertThat(fan.get("/api/v1/following").expect(200).json().get("items")).hasSize(1);
        assertThat(fan.get("/api/v1/creators/asha-rao")
                        .json()
                        .get("followerCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_creator_says_more_on_their_page_and_pins_a_post() {
        Api creator = anonymous().signUp("Asha Rao").onboarded("asha-page");
        creator.send("PATCH", "/api/v1/creators/me", "{\"bio\": \"Watercolours\", \"profileCoverUrl\": null}")
                .expect(204);
        JsonNode page = anonymous()
                .with("Wait-For-Position", creator.position())
                .get("/api/v1/creators/asha-page")
                .expect(200)
                .json();
        assertThat(page.get("bio").asString()).isEqualTo("Watercolours");

        UUID older = publish(creator, Map.of("postType", "exclusive", "price", 4900));
        UUID newer = publish(creator, Map.of("postType", "exclusive", "price", 4900));
        String pin = "/api/v1/posts/" + older + "/pin";
        creator.put(pin, Map.of()).expect(204);
        assertThat(posts(creator)).containsExactly(older.toString(), newer.toString());
        anonymous().signUp("Eve").delete(pin).expect(403);
        creator.delete(pin).expect(204);
        assertThat(posts(creator)).containsExactly(newer.toString(), older.toString());
    }

    private static List<String> posts(Api creator) {
        return creator.get("/api/v1/posts?creator=" + creator.userId())
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(post -> post.get("id").asString())
                .toList();
    }

    @Test
    void an_auditor_pages_through_the_events_of_one_aggregate_and_nobody_else_may() {
        Api creator = anonymous().signUp("Meera").onboarded("meera");
        UUID post = publish(creator, Map.of("postType", "exclusive", "price", 100));
        Api auditor = admin().with("Wait-For-Position", creator.position());

        String list = "/api/v1/audit/events?limit=1&aggregate=" + post;
        JsonNode first = auditor.get(list).expect(200).json();
        assertThat(first.at("/items/0/name").asString()).isEqualTo("PostPublished");
        assertThat(first.at("/items/0/metadata/actor").asString()).isEqualTo(creator.userId());
        JsonNode second = auditor.get(
                        list + "&cursor=" + first.get("nextCursor").asString())
                .expect(200)
                .json();
        assertThat(second.at("/items/0/name").asString()).isEqualTo("MediaAttached");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(second.toString()).doesNotContain(IMAGE);

        creator.get(list).expect(403);
        anonymous().get(list).expect(401);
        auditor.get("/api/v1/audit/events?colour=red").expect(400);
    }

    @Test
    void a_replay_over_http_finds_no_difference() throws Exception {
        Api creator = anonymous().signUp("Noor").onboarded("noor");
        publish(creator, Map.of("postType", "exclusive", "price", 100));
        JsonNode report = Replays.run(admin().with("Wait-For-Position", creator.position()));
        assertThat(report.get("state").asString()).as(report.toString()).isEqualTo("SUCCEEDED");
        assertThat(report.at("/report/differences").asInt(-1))
                .as(report.toString())
                .isZero();
    }

    private static UUID publish(Api creator, Map<String, Object> kind) {
        UUID id = UUID.randomUUID();
        var media = List.of(Map.of(
                "mediaType",
                "image",
                "url",
                IMAGE,
                "thumbnailUrl",
                "https://media.example.test/thumb.jpg",
                "blurThumbnailUrl",
                BLUR,
                "metadata",
                Map.of("width", 1080)));
        var post = new java.util.HashMap<String, Object>(kind);
        post.putAll(Map.of("postId", id, "caption", "Sunrise", "media", media));
        creator.post("/api/v1/posts", post).expect(201);
        return id;
    }

    private static void assertLocked(Api reader, UUID post) {
        Api.Answer answer = reader.get("/api/v1/posts/" + post).expect(200);
        assertThat(answer.json().at("/access/open").asBoolean()).isFalse();
        assertThat(answer.response().body())
                .contains(BLUR)
                .doesNotContain(IMAGE)
                .doesNotContain("thumb.jpg")
                .doesNotContain("1080");
    }

    private static void assertOpen(Api reader, UUID post) {
        Api.Answer answer = reader.get("/api/v1/posts/" + post).expect(200);
        assertThat(answer.json().at("/access/open").asBoolean()).isTrue();
        assertThat(answer.json().at("/media/0/url").asString()).isEqualTo(IMAGE);
    }
}
