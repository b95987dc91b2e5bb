package io.desifans.content.query;

import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.PaymentType;
import io.desifans.content.MediaType;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of reader before every kind of post, judged by the bodies that come back. */
class PaywallMatrixTest extends QuerySideTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00.000Z");
    private static final Instant PAST = Instant.parse("2020-02-01T00:00:00.000Z");
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00.000Z");

    private final Map<String, UUID> posts = new LinkedHashMap<>();
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

    private void assertOpen(Person reader, String... open) {
        Answer list = get("/api/v1/posts?creator=" + creator.id(), reader);
        posts.forEach((kind, post) -> {
            Answer single = get("/api/v1/posts/" + post, reader);
            boolean expected = Set.of(open).contains(kind);
            for (String leak : List.of("url-", "thumb-", "hls-", "meta-"))
                for (Answer answer : List.of(single, list))
                    assertThat(answer.body().contains(leak + post))
                            .as("%s of %s for %s", leak, kind, reader.name())
                            .isEqualTo(expected);
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
        happened.events(new MediaAttached(
                post,
                creator.id(),
                UUID.randomUUID(),
                MediaType.VIDEO,
                "https://m.test/url-" + post,
                "https://m.test/thumb-" + post,
                "https://m.test/hls-" + post,
                "https://m.test/blur",
                Map.of("camera", "meta-" + post),
                0));
        return post;
    }
}
