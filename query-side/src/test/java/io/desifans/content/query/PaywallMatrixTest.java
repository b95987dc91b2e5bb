package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.PaymentType;
import io.desifans.content.MediaType;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * Every kind of reader before every kind of post, judged by the bodies that come back. The posts are put to this day by hand,
 * where they are discovered, so the database is not that of most tests.
 */
@TestPropertySource(properties = "desifans.most-parked-events=1002")
class PaywallMatrixTest extends QuerySideTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00.000Z");
    private static final Instant PAST = Instant.parse("2020-02-01T00:00:00.000Z");
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00.000Z");

    private final Map<String, UUID> posts = new LinkedHashMap<>();
    private final Set<String> followers = new HashSet<>();
    private Sales sales;
    private Person creator;
    private UUID gold;
    private UUID silver;

    @BeforeEach
    void posts() {
        sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        gold = membership(creator, 49900, true);
        silver = membership(creator, 19900, true);
        posts.put("gold", withMedia(subscriptionPost(creator, gold)));
        posts.put("gold and silver", withMedia(subscriptionPost(creator, gold, silver)));
        posts.put("exclusive", withMedia(exclusivePost(creator, 19900)));
        posts.put("other exclusive", withMedia(exclusivePost(creator, 19900)));
        posts.put("without tier", withMedia(subscriptionPost(creator)));
        db.update(POST)
                .set(POST.CREATED_AT, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .where(POST.CREATOR_ID.eq(creator.id()))
                .execute();
    }

    @Test
    void each_reader_sees_the_media_of_exactly_what_is_open_to_them() {
        Person buyer = user("Buyer");
        sales.postBought(buyer, creator, posts.get("exclusive"));
        Person unpaid = user("Unpaid");
        sales.paid(unpaid, creator, PaymentType.EXCLUSIVE_POST, posts.get("exclusive"));

        assertOpen(ANONYMOUS);
        assertOpen(user("Stranger"));
        assertOpen(creator("Other", unusedName()));
        assertOpen(user("Auditor", "auditor"));
        assertOpen(unpaid);
        assertOpen(buyer, "exclusive");
        assertOpen(subscriber(gold, FUTURE), "gold", "gold and silver");
        assertOpen(subscriber(silver, FUTURE), "gold and silver");
        assertOpen(subscriber(gold, PAST));
        assertOpen(creator, posts.keySet().toArray(String[]::new));
        assertOpen(user("Admin", "user,admin"), posts.keySet().toArray(String[]::new));
    }

    @Test
    void a_subscription_whose_mandate_failed_opens_nothing_and_any_other_state_opens_to_the_end_of_its_period() {
        Person fan = subscriber(gold, FUTURE);
        try {
            for (String status : List.of("cancelled", "past_due", "on_hold", "paused")) {
                status(status);
                assertOpen(fan, "gold", "gold and silver");
            }
            status("failed");
            assertOpen(fan);
        } finally {
            status("active");
        }
    }

    @Test
    void a_renewal_opens_again_and_a_fans_erasure_leaves_the_post_locked_for_all_others() {
        Person fan = subscriber(gold, PAST);
        UUID renewal = sales.paid(fan, creator, PaymentType.MEMBERSHIP, gold);
        sales.granted(fan, creator, gold, renewal, LONG_AGO, FUTURE, false);
        assertOpen(fan, "gold", "gold and silver");
        happened.events(new UserDeleted(fan.id(), fan.id(), "self"));
        assertOpen(user("Stranger"));
    }

    @Test
    void why_a_post_is_open_is_told_and_what_a_locked_one_costs() {
        Person buyer = user("Buyer");
        sales.postBought(buyer, creator, posts.get("exclusive"));
        assertThat(access("exclusive", buyer))
                .contains("{\"open\":true,\"reason\":\"PURCHASED\"}")
                .endsWith("\"offers\":[]}");
        assertThat(access("gold", subscriber(gold, FUTURE))).contains("\"SUBSCRIBED\"", "\"offers\":[]");
        assertThat(access("exclusive", ANONYMOUS))
                .endsWith("\"offers\":[{\"type\":\"exclusive_post\",\"entityId\":\"" + posts.get("exclusive")
                        + "\",\"amountPaise\":19900}]}");
        assertThat(access("gold and silver", user("Stranger")))
                .endsWith("\"offers\":[{\"type\":\"membership\",\"entityId\":\"" + silver
                        + "\",\"amountPaise\":19900},{\"type\":\"membership\",\"entityId\":\"" + gold
                        + "\",\"amountPaise\":49900}]}");
        assertThat(access("without tier", buyer)).contains("NO_TIER_LEFT", "\"offers\":[]");
    }

    @Test
    void likes_and_comments_are_read_by_whom_the_post_is_open_to() {
        Person buyer = user("Buyer");
        sales.postBought(buyer, creator, posts.get("exclusive"));
        for (String below : List.of("/likes", "/comments")) {
            assertThat(get("/api/v1/posts/" + posts.get("exclusive") + below, buyer)
                            .status())
                    .isEqualTo(200);
            assertThat(get("/api/v1/posts/" + posts.get("other exclusive") + below, buyer)
                            .status())
                    .isEqualTo(403);
        }
    }

    /** Everywhere a post or its media could show, to this reader. */
    private List<Answer> lists(Person reader) {
        List<String> paths = new ArrayList<>(
                List.of("posts?creator=" + creator.id(), "posts?type=exclusive&creator=" + creator.id()));
        paths.addAll(List.of("discover?limit=100", "creators/" + creator.id(), "memberships?creator=" + creator.id()));
        if (reader.token() != null && !reader.equals(creator) && followers.add(reader.id())) follow(reader, creator);
        if (reader.token() != null)
            paths.addAll(List.of("feed?limit=100", "notifications", "purchases", "subscriptions"));
        posts.values().forEach(post -> {
            for (String below : List.of("/access", "/likes", "/comments")) paths.add("posts/" + post + below);
        });
        return paths.stream().map(path -> get("/api/v1/" + path, reader)).toList();
    }

    private void assertOpen(Person reader, String... open) {
        Answer list = get("/api/v1/posts?creator=" + creator.id(), reader);
        List<Answer> all = lists(reader);
        posts.forEach((kind, post) -> {
            Answer single = get("/api/v1/posts/" + post, reader);
            boolean expected = Set.of(open).contains(kind);
            for (String leak : List.of("url-", "thumb-", "hls-", "meta-"))
                for (Answer answer : List.of(single, list))
                    assertThat(answer.body().contains(leak + post))
                            .as("%s of %s for %s", leak, kind, reader.name())
                            .isEqualTo(expected);
            if (!expected)
                for (String leak : List.of("url-", "thumb-", "hls-", "meta-"))
                    assertThat(all)
                            .as("%s of %s for %s", leak, kind, reader.name())
                            .noneMatch(answer -> answer.body().contains(leak + post));
            assertThat(single.json().at("/access/open").asBoolean())
                    .as("%s for %s", kind, reader.name())
                    .isEqualTo(expected);
        });
    }

    private String access(String kind, Person reader) {
        return get("/api/v1/posts/" + posts.get(kind) + "/access", reader).body();
    }

    private Person subscriber(UUID tier, Instant end) {
        Person fan = user("Subscriber until " + end);
        sales.customer(fan);
        sales.subscribed(fan, creator, tier, LONG_AGO, end);
        return fan;
    }

    /** No event of today leads to these states, so the rows are put there by hand, and back. */
    private void status(String status) {
        db.update(SUBSCRIPTIONS)
                .set(SUBSCRIPTIONS.STATUS, status)
                .where(SUBSCRIPTIONS.PLAN_ID.eq(gold.toString()))
                .execute();
    }

    private UUID withMedia(UUID post) {
        for (MediaType type : MediaType.values()) withMedia(post, type);
        return post;
    }

    private void withMedia(UUID post, MediaType type) {
        happened.events(new MediaAttached(
                post,
                creator.id(),
                UUID.randomUUID(),
                type,
                "https://m.test/url-" + post,
                "https://m.test/thumb-" + post,
                "https://m.test/hls-" + post,
                "https://m.test/blur",
                Map.of("camera", "meta-" + post),
                type.ordinal()));
    }
}
