package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.POST_LIKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.content.MediaType;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** Its database is its own, because it puts rows at other times by hand. */
@TestPropertySource(properties = "desifans.most-parked-events=1002")
class FeedQueriesTest extends QuerySideTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00.000Z");
    private static final Instant PAST = Instant.parse("2020-02-01T00:00:00.000Z");
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00.000Z");

    private Person followed;
    private Person subscribedTo;
    private Person fan;

    @BeforeEach
    void persons() {
        followed = creator("Asha", unusedName());
        subscribedTo = creator("Meera", unusedName());
        fan = user("Ravi");
    }

    @Test
    void a_feed_holds_what_followed_creators_and_running_subscriptions_bring_the_newest_first() {
        Person former = creator("Anu", unusedName());
        UUID tier = membership(subscribedTo, 100, true);
        UUID ended = membership(former, 100, true);
        new Sales(happened).customer(fan);
        new Sales(happened).subscribed(fan, subscribedTo, tier, LONG_AGO, FUTURE);
        new Sales(happened).subscribed(fan, former, ended, LONG_AGO, PAST);
        follow(fan, followed);
        follow(fan, subscribedTo);
        UUID first = exclusivePost(followed, 100);
        UUID second = subscriptionPost(subscribedTo, tier);
        exclusivePost(former, 100);
        exclusivePost(creator("Zoya", unusedName()), 100);
        UUID third = exclusivePost(followed, 100);

        Answer page = get("/api/v1/feed?limit=2", fan);
        assertThat(page.each("/post/id")).containsExactly(third.toString(), second.toString());
        assertThat(page.each("/creator/displayName")).containsExactly("Asha", "Meera");
        assertThat(page.json().at("/items/1/post/access/reason").asString()).isEqualTo("SUBSCRIBED");
        exclusivePost(followed, 100);
        Answer next = get("/api/v1/feed?limit=2&cursor=" + page.nextCursor(), fan);
        assertThat(next.each("/post/id")).containsExactly(first.toString());
        assertThat(next.nextCursor()).isNull();
        assertThat(get("/api/v1/feed", followed).each("/post/id")).isEmpty();
        assertThat(get("/api/v1/feed", ANONYMOUS).status()).isEqualTo(401);
    }

    @Test
    void what_is_liked_and_commented_on_these_days_is_discovered_first_and_does_not_move_between_pages() {
        UUID quiet = isNew(exclusivePost(followed, 100));
        UUID liked = isNew(exclusivePost(followed, 100));
        UUID beloved = isNew(exclusivePost(followed, 100));
        UUID old = exclusivePost(followed, 100);
        like(liked, fan);
        for (int i = 0; i < 2; i++) comment(beloved, fan, "Lovely", null);
        for (int i = 0; i < 3; i++) comment(old, fan, "Lovely", null);
        for (UUID post : List.of(liked, beloved, old)) areNew(post);

        Answer page = get("/api/v1/discover?category=Art&limit=2", ANONYMOUS);
        assertThat(page.each("/post/id")).containsExactly(beloved.toString(), liked.toString());
        for (int i = 0; i < 5; i++) comment(quiet, fan, "And this", null);
        areNew(quiet);
        Answer next = get("/api/v1/discover?category=Art&limit=2&cursor=" + page.nextCursor(), ANONYMOUS);
        assertThat(next.each("/post/id")).startsWith(quiet.toString());
        assertThat(get("/api/v1/discover?category=Art", ANONYMOUS).each("/post/id"))
                .startsWith(quiet.toString(), beloved.toString())
                .doesNotContain(old.toString());
        assertThat(get("/api/v1/discover?category=Sports", ANONYMOUS).each("/post/id"))
                .isEmpty();
    }

    @Test
    void a_first_page_that_shows_the_same_is_not_sent_again_though_its_time_is_another() {
        for (int i = 0; i < 2; i++) isNew(exclusivePost(followed, 100));
        String path = "/api/v1/discover?limit=1";
        HttpResponse<String> first = ask(path, fan);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(ask(path, fan, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(ask(path, fan).body()).as("a later time").isNotEqualTo(first.body());
        UUID shown = UUID.fromString(get(path, fan).each("/post/id").getFirst());
        happened.events(new PostDeleted(shown, followed.id()));
        assertThat(ask(path, fan, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void a_locked_post_in_a_list_of_many_creators_shows_nothing_of_its_media() {
        UUID post = isNew(exclusivePost(followed, 100));
        follow(fan, followed);
        happened.events(new MediaAttached(
                post,
                followed.id(),
                UUID.randomUUID(),
                MediaType.VIDEO,
                "https://m.test/canary-" + post,
                "https://m.test/canary-" + post,
                "https://m.test/canary-" + post,
                "https://m.test/blur-" + post,
                null,
                0));
        for (String list : List.of("/api/v1/feed", "/api/v1/discover"))
            assertThat(get(list, fan).body()).contains("blur-" + post).doesNotContain("canary-" + post);
        assertThat(get("/api/v1/discover", followed).body()).contains("canary-" + post);
    }

    @ParameterizedTest
    @CsvSource({
        "discover?category=Sport, category",
        "discover?cursor=AAAA, cursor",
        "discover?limit=x, limit",
        "feed?cursor=AAAA, cursor",
        "feed?category=Art, category"
    })
    void a_refusal_names_the_parameter(String path, String field) {
        Answer refused = get("/api/v1/" + path, fan);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
    }

    /** Events of these tests happened at the beginning of a year; what is discovered is new by the clock. */
    private UUID isNew(UUID post) {
        db.update(POST).set(POST.CREATED_AT, now()).where(POST.ID.eq(post)).execute();
        return post;
    }

    private void areNew(UUID post) {
        db.update(POST_LIKE)
                .set(POST_LIKE.CREATED_AT, now())
                .where(POST_LIKE.POST_ID.eq(post))
                .execute();
        db.update(POST_COMMENT)
                .set(POST_COMMENT.CREATED_AT, now())
                .where(POST_COMMENT.POST_ID.eq(post))
                .execute();
    }

    private static Instant now() {
        return Instant.now().minusMillis(1).truncatedTo(ChronoUnit.MILLIS);
    }
}
