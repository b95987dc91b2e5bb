package io.desifans.creator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PaymentType;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a creator reads of subscribers and of each day; what happens here happens on 2026-01-01. */
class StatsQueriesTest extends QuerySideTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T12:00:00Z");
    private static final Instant LAST_YEAR = Instant.parse("2020-01-31T23:59:59.999Z");
    private static final Instant FAR = Instant.parse("2999-02-01T00:00:00Z");

    private Sales sales;
    private Person creator;
    private Person fan;
    private Person former;
    private UUID tier;

    @BeforeEach
    void a_creator_with_a_fan_who_stays_and_one_who_went() {
        sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        tier = membership(creator, 19900, true);
        fan = user("Ravi");
        former = user("Mina");
        sales.customer(fan);
        sales.customer(former);
        sales.subscribed(fan, creator, tier, LONG_AGO, FAR);
        sales.subscribed(former, creator, tier, LONG_AGO, LAST_YEAR);
    }

    @Test
    void subscribers_are_listed_page_by_page_and_a_withdrawn_tier_keeps_them() {
        String path = "/api/v1/creators/me/subscribers";
        assertThat(get(path, creator).each("/user/id")).containsExactly(former.id(), fan.id());
        assertThat(get(path + "?running=true", creator).each("/user/name")).containsExactly("Ravi");
        assertThat(get(path + "?running=false", creator).each("/user/name")).containsExactly("Mina");
        assertThat(get(path + "?membership=" + UUID.randomUUID(), creator).each("/user/id"))
                .isEmpty();
        Answer first = get(path + "?limit=1", creator);
        assertThat(get(path + "?limit=1&cursor=" + first.nextCursor(), creator).each("/user/id"))
                .containsExactly(fan.id());
        assertThat(get(path, fan).each("/user/id")).isEmpty();
        happened.events(new io.desifans.creator.MembershipEvent.MembershipWithdrawn(tier, creator.id()));
        assertThat(get(path + "?membership=" + tier, creator).each("/title")).containsExactly("", "");
        assertThat(get(path, ANONYMOUS).status()).isEqualTo(401);
    }

    @Test
    void each_day_adds_up_to_what_is_counted_by_hand() {
        UUID back = sales.paid(former, creator, PaymentType.MEMBERSHIP, tier);
        sales.granted(former, creator, tier, back, LONG_AGO, FAR, false);
        UUID goesOn = sales.paid(fan, creator, PaymentType.MEMBERSHIP, tier);
        sales.granted(fan, creator, tier, goesOn, LONG_AGO, FAR.plusSeconds(1), false);
        sales.credited(creator, back, LONG_AGO);
        sales.credited(creator, goesOn, LONG_AGO);
        happened.events(new EarningReduced(
                creator.id(), goesOn, UUID.randomUUID(), Sales.AMOUNT, Sales.FEE, Sales.NET, DebitCause.REFUND));
        UUID post = exclusivePost(creator, 100);
        like(post, fan);
        like(post, former);
        comment(post, fan, "First", null);
        follow(fan, creator);

        JsonNode stats = get("/api/v1/creators/me/stats?from=2025-12-31&to=2026-01-02", creator)
                .json();
        assertThat(stats.path("days").size()).isEqualTo(3);
        assertThat(stats.at("/days/1/day").asString()).isEqualTo("2026-01-01");
        assertThat(stats.at("/days/1/figures")).isEqualTo(stats.path("total"));
        JsonNode total = stats.path("total");
        assertThat(total.path("revenuePaise").asLong())
                .isEqualTo(2 * Sales.AMOUNT)
                .isEqualTo(counted("select sum(amount) from \"paymentTransaction\" where id in ('" + back + "', '"
                        + goesOn + "')"));
        assertThat(total.path("feesPaise").asLong()).isEqualTo(2 * Sales.FEE);
        assertThat(total.path("refundsPaise").asLong()).isEqualTo(Sales.AMOUNT);
        assertThat(total.path("newSubscribers").asLong())
                .as("two, and one came back")
                .isEqualTo(3);
        assertThat(total.path("churnedSubscribers").asLong()).isZero();
        assertThat(total.path("likes").asLong())
                .isEqualTo(2)
                .isEqualTo(counted("select count(*) from \"postLike\" where \"postId\" = '" + post + "'"));
        assertThat(total.path("comments").asLong())
                .isEqualTo(counted("select count(*) from \"postComment\" where \"postId\" = '" + post + "'"));
        assertThat(total.path("newFollowers").asLong())
                .isEqualTo(counted("select count(*) from follower where \"creatorId\" = '" + creator.id() + "'"));
        JsonNode ended = get("/api/v1/creators/me/stats?from=2020-01-31&to=2020-01-31", creator)
                .json();
        assertThat(ended.at("/total/churnedSubscribers").asLong()).isEqualTo(1);
    }

    @Test
    void the_last_thirty_days_are_told_without_a_range_and_who_is_no_creator_has_none() {
        JsonNode usual = get("/api/v1/creators/me/stats", creator).json();
        assertThat(usual.path("days").size()).isEqualTo(30);
        assertThat(usual.at("/days/29/day")).isEqualTo(usual.path("to"));
        assertThat(get("/api/v1/creators/me/stats", fan).status()).isEqualTo(404);
        assertThat(get("/api/v1/creators/me/stats", ANONYMOUS).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-01-02&to=2026-01-01,from",
        "from=2025-01-01&to=2026-01-02,from",
        "from=1999-12-31&to=2000-01-02,from",
        "to=%2B10000-01-01,to",
        "to=2026-02-30,to",
        "from=today,from"
    })
    void a_range_that_makes_no_sense_is_refused_by_name(String query, String field) {
        Answer refused = get("/api/v1/creators/me/stats?" + query, creator);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
    }

    private long counted(String sql) {
        return db.fetchSingle(sql).get(0, long.class);
    }
}
