package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.PaymentType;
import io.desifans.billing.PurchaseEvent.PostPurchaseRevoked;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.content.MediaType;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
    void what_was_refunded_is_locked_again_and_opens_when_it_is_bought_again() {
        Person buyer = user("Buyer");
        UUID payment = sales.postBought(buyer, creator, posts.get("exclusive"));
        happened.events(new PostPurchaseRevoked(buyer.id(), creator.id(), posts.get("exclusive"), payment));
        assertOpen(buyer);
        sales.postBought(buyer, creator, posts.get("exclusive"));
        assertOpen(buyer, "exclusive");

        Person fan = user("Subscriber");
        sales.customer(fan);
        UUID months = sales.paid(fan, creator, PaymentType.MEMBERSHIP, gold);
        UUID subscription = sales.granted(fan, creator, gold, months, LONG_AGO, FUTURE, true);
        happened.events(new GrantRemoved(subscription, fan.id(), creator.id(), gold, months, LONG_AGO, LONG_AGO));
        assertOpen(fan);
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

    @Test
    void a_banned_reader_sees_what_anybody_sees_and_all_that_is_theirs_once_the_ban_is_over() {
        Person buyer = user("Buyer");
        sales.postBought(buyer, creator, posts.get("exclusive"));
        Person subscriber = subscriber(gold, FUTURE);
        for (Person banned : List.of(buyer, subscriber))
            happened.events(new UserBanned(banned.id(), "Spam", null, "admin"));
        for (Person banned : List.of(buyer, subscriber)) {
            assertThat(get("/api/v1/feed", banned).status()).isEqualTo(401);
            posts.forEach((kind, post) -> assertThat(get("/api/v1/posts/" + post, banned))
                    .as(kind)
                    .isEqualTo(get("/api/v1/posts/" + post, ANONYMOUS)));
            happened.events(new UserBanned(banned.id(), "Spam", LONG_AGO, "admin"));
        }
        assertOpen(buyer, "exclusive");
        assertOpen(subscriber, "gold", "gold and silver");
    }

    /** What a reader asks for, and where a post has to be found in it, locked or open. */
    private Map<String, Answer> lists(Person reader) {
        List<String> paths = new ArrayList<>(showing(reader));
        paths.addAll(List.of("creators/" + creator.id(), "memberships?creator=" + creator.id()));
        if (reader.token() != null)
            paths.addAll(List.of(
                    "notifications",
                    "purchases",
                    "subscriptions",
                    "payments/transactions",
                    "following",
                    "conversations",
                    "service-orders"));
        posts.values().forEach(post -> {
            for (String below : List.of("/access", "/likes", "/comments")) paths.add("posts/" + post + below);
        });
        Map<String, Answer> answers = new LinkedHashMap<>();
        paths.forEach(path -> answers.put(path, get("/api/v1/" + path, reader)));
        return answers;
    }

    private List<String> showing(Person reader) {
        List<String> paths = new ArrayList<>(List.of(
                "posts?creator=" + creator.id() + "&type=exclusive",
                "posts?creator=" + creator.id() + "&type=subscription",
                "posts?creator=" + creator.id(),
                "discover?limit=100"));
        if (reader.token() == null || reader.equals(creator)) return paths;
        if (followers.add(reader.id())) follow(reader, creator);
        paths.add("feed?limit=100");
        return paths;
    }

    private void assertOpen(Person reader, String... open) {
        List<String> showing = showing(reader);
        Map<String, Answer> lists = lists(reader);
        posts.forEach((kind, post) -> {
            Answer single = get("/api/v1/posts/" + post, reader);
            boolean expected = Set.of(open).contains(kind);
            assertThat(single.json().at("/access/open").asBoolean())
                    .as("%s for %s", kind, reader.name())
                    .isEqualTo(expected);
            for (String canary : canaries(post)) {
                assertThat(single.body().contains(canary))
                        .as("%s for %s", canary, reader.name())
                        .isEqualTo(expected);
                lists.forEach((path, answer) -> assertThat(answer.body().contains(canary))
                        .as("%s of %s for %s in %s", canary, kind, reader.name(), path)
                        .isEqualTo(expected
                                && showing.contains(path)
                                && answer.body().contains("\"" + post + "\"")));
            }
            for (String path : showing)
                assertThat(lists.get(path).body().contains("\"" + post + "\""))
                        .as("%s for %s in %s", kind, reader.name(), path)
                        .isEqualTo(!path.contains("type=") || path.endsWith("exclusive") == kind.endsWith("exclusive"));
        });
    }

    private static List<String> canaries(UUID post) {
        return Arrays.stream(MediaType.values())
                .flatMap(type ->
                        Stream.of("url-", "thumb-", "hls-", "meta-").map(part -> part + type.label() + "-" + post))
                .toList();
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
        String of = type.label() + "-" + post;
        happened.events(new MediaAttached(
                post,
                creator.id(),
                UUID.randomUUID(),
                type,
                "https://m.test/url-" + of,
                "https://m.test/thumb-" + of,
                "https://m.test/hls-" + of,
                "https://m.test/blur",
                Map.of("camera", "meta-" + of),
                type.ordinal()));
    }
}
