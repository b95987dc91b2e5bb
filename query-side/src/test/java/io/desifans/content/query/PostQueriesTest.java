package io.desifans.content.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.content.MediaType;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.query.QuerySideTest;
import io.desifans.web.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostQueriesTest extends QuerySideTest {

    private static final String CANARY = "canary-7f3a";

    private Person creator;
    private String username;

    @BeforeEach
    void aCreator() {
        username = unusedName();
        creator = creator("Asha", username);
    }

    @Test
    void nothing_of_locked_media_leaves_by_any_endpoint() {
        UUID tier = membership(creator, 100, true);
        UUID subscription = withMedia(subscriptionPost(creator, tier));
        UUID exclusive = withMedia(exclusivePost(creator, 9900));
        UUID withoutTier = withMedia(subscriptionPost(creator));
        Person fan = user("Ravi");
        follow(fan, creator);
        like(exclusive, fan);
        comment(exclusive, creator, CANARY + " said the creator", null);

        List<String> paths = new ArrayList<>(List.of(
                "/api/v1/posts?creator=" + username,
                "/api/v1/posts?type=exclusive&limit=1&creator=" + creator.id(),
                "/api/v1/creators/" + username,
                "/api/v1/creators?q=" + username,
                "/api/v1/memberships?creator=" + username,
                "/api/v1/following"));
        for (UUID post : List.of(subscription, exclusive, withoutTier))
            for (String below : List.of("", "/access", "/likes", "/comments"))
                paths.add("/api/v1/posts/" + post + below);

        for (Person reader : List.of(ANONYMOUS, fan, creator("Meera", unusedName()), user("Auditor", "auditor")))
            for (String path : paths) {
                Answer answer = get(path, reader);
                assertThat(answer.status()).as(path).isIn(200, 401, 403);
                assertThat(answer.body()).as(path + " for " + reader.name()).doesNotContain(CANARY);
            }
        for (Person reader : List.of(creator, user("Admin", "user,admin")))
            for (UUID post : List.of(subscription, exclusive, withoutTier))
                assertThat(get("/api/v1/posts/" + post, reader).body()).contains(CANARY + ".mp4");
    }

    @Test
    void a_locked_post_shows_its_caption_its_price_its_counts_and_a_blurred_picture() {
        UUID post = withMedia(exclusivePost(creator, 9900));
        Person fan = user("Ravi");
        like(post, fan);
        comment(post, fan, "Lovely", null);

        Answer locked = get("/api/v1/posts/" + post, fan);
        assertThat(locked.json().path("caption").asString()).isEqualTo("Caption of " + post);
        assertThat(locked.json().path("price").asInt()).isEqualTo(9900);
        assertThat(locked.json().path("isPinned").isBoolean()).isTrue();
        assertThat(locked.json().path("likeCount").asInt()).isEqualTo(1);
        assertThat(locked.json().path("commentCount").asInt()).isEqualTo(1);
        assertThat(locked.json().path("liked").asBoolean()).isTrue();
        assertThat(locked.json().path("access").toString())
                .isEqualTo("{\"open\":false,\"reason\":\"PURCHASE_NEEDED\"}");
        assertThat(locked.json().path("media").toString())
                .isEqualTo("[{\"mediaType\":\"image\",\"orderIndex\":0,\"blurThumbnailUrl\":\"https://m.test/blur0\"},"
                        + "{\"mediaType\":\"video\",\"orderIndex\":1,\"blurThumbnailUrl\":\"https://m.test/blur1\"}]");
    }

    @Test
    void an_open_post_shows_its_media_in_their_order() {
        UUID post = withMedia(exclusivePost(creator, 9900));
        Answer open = get("/api/v1/posts/" + post, creator);
        assertThat(open.json().path("access").toString()).isEqualTo("{\"open\":true,\"reason\":\"OWNER\"}");
        assertThat(open.json().at("/media/0/url").asString()).isEqualTo("https://m.test/" + CANARY + ".png");
        assertThat(open.json().at("/media/1/metadata/camera").asString()).isEqualTo(CANARY);
        assertThat(open.json().at("/media/1/createdAt").asString()).endsWith(".007Z");
        assertThat(open.json().path("liked").asBoolean(true)).isFalse();
    }

    @Test
    void why_a_post_is_locked_is_told_with_what_would_open_it() {
        UUID tier = membership(creator, 100, true);
        Answer access = get("/api/v1/posts/" + subscriptionPost(creator, tier) + "/access", ANONYMOUS);
        assertThat(access.json().at("/access/reason").asString()).isEqualTo("SUBSCRIPTION_NEEDED");
        assertThat(access.json().path("membershipIds").toString()).isEqualTo("[\"" + tier + "\"]");
        Answer gone = get("/api/v1/posts/" + subscriptionPost(creator) + "/access", user("Ravi"));
        assertThat(gone.json().at("/access/reason").asString()).isEqualTo("NO_TIER_LEFT");
        Answer exclusive = get("/api/v1/posts/" + exclusivePost(creator, 9900) + "/access", user("Ravi"));
        assertThat(exclusive.json().path("price").asInt()).isEqualTo(9900);
        assertThat(get("/api/v1/posts/" + exclusivePost(creator, 1) + "/access", user("A", "admin"))
                        .json()
                        .at("/access/reason")
                        .asString())
                .isEqualTo("ADMIN");
    }

    @Test
    void the_newest_posts_come_first_page_by_page_and_nothing_is_skipped_by_new_ones() {
        UUID tier = membership(creator, 100, true);
        UUID first = exclusivePost(creator, 1);
        UUID second = subscriptionPost(creator, tier);
        UUID third = exclusivePost(creator, 3);
        String list = "/api/v1/posts?limit=2&creator=" + username;

        Answer page = get(list, ANONYMOUS);
        assertThat(page.each("/id")).containsExactly(third.toString(), second.toString());
        exclusivePost(creator, 4);
        Answer next = get(list + "&cursor=" + page.nextCursor(), ANONYMOUS);
        assertThat(next.each("/id")).containsExactly(first.toString());
        assertThat(next.nextCursor()).isNull();
        assertThat(get(list + "&type=subscription", ANONYMOUS).each("/id")).containsExactly(second.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/posts, creator",
        "/api/v1/posts?creator=x, creator",
        "/api/v1/posts?creator=abc&type=Exclusive, type",
        "/api/v1/posts?creator=abc&limit=1.5, limit",
        "/api/v1/posts?creator=abc&cursor=AAAA, cursor",
        "/api/v1/posts/1-1-1-1-1, postId",
        "/api/v1/posts/7/access, postId",
        "/api/v1/posts/7/likes, postId",
        "/api/v1/posts/7/comments, postId"
    })
    void a_refusal_names_the_parameter(String path, String field) {
        Answer refused = get(path, ANONYMOUS);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void a_cursor_made_up_by_a_client_is_refused() {
        for (String cursor : List.of(
                Cursor.encode(true, Instant.MAX, UUID.randomUUID()),
                Cursor.encode("\0", Instant.EPOCH, UUID.randomUUID()),
                Cursor.encode(true, Instant.EPOCH, "x"),
                Cursor.encode(true, Instant.EPOCH))) {
            Answer refused = get("/api/v1/posts?creator=" + username + "&cursor=" + cursor, ANONYMOUS);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.field()).isEqualTo("cursor");
        }
    }

    @Test
    void what_is_not_there_is_404() {
        String unknown = "/api/v1/posts/" + UUID.randomUUID();
        for (String below : List.of("", "/access", "/likes", "/comments"))
            assertThat(get(unknown + below, creator).status()).isEqualTo(404);
        assertThat(get("/api/v1/posts?creator=" + unusedName(), creator).status())
                .isEqualTo(404);
    }

    private UUID withMedia(UUID post) {
        happened.events(media(post, MediaType.VIDEO, 1, ".mp4"), media(post, MediaType.IMAGE, 0, ".png"));
        return post;
    }

    private MediaAttached media(UUID post, MediaType type, int order, String suffix) {
        return new MediaAttached(
                post,
                creator.id(),
                UUID.randomUUID(),
                type,
                "https://m.test/" + CANARY + suffix,
                "https://m.test/thumb-" + CANARY,
                "https://m.test/hls-" + CANARY,
                "https://m.test/blur" + order,
                Map.of("camera", CANARY),
                order);
    }
}
