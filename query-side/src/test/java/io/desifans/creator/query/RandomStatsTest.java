package io.desifans.creator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What is told of each day beside what plain questions find in the tables, over lives made up by chance: many of their
 * times lie on the edge of a day.
 */
class RandomStatsTest extends QuerySideTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 2, 20);
    private static final LocalDate LAST = LocalDate.of(2025, 3, 10);

    private static final String PAID =
            " from \"paymentTransaction\" where \"creatorId\" = {0} and \"updatedAt\"::date = {1}";
    private static final String UNBROKEN = """
             from (select unnest(range_agg(tsrange("grantedAt", "periodEnd", '[]'))) as span from "subscriptionPeriod"
            where "creatorId" = {0} group by "subscriptionId") as chain where\s""";
    private static final String BELOW_POSTS =
            " join post on post.id = \"postId\" where post.\"creatorId\" = {0} and below.\"createdAt\"::date = {1}";

    private static final Map<String, String> BY_HAND = Map.of(
            "revenuePaise", "select sum(amount)" + PAID,
            "feesPaise", "select sum(\"platformFee\")" + PAID,
            "newSubscribers", "select count(*)" + UNBROKEN + "lower(span)::date = {1}",
            "churnedSubscribers", "select count(*)" + UNBROKEN + "upper(span)::date = {1}",
            "likes", "select count(*) from \"postLike\" as below" + BELOW_POSTS,
            "comments", "select count(*) from \"postComment\" as below" + BELOW_POSTS,
            "newFollowers", "select count(*) from follower where \"creatorId\" = {0} and \"createdAt\"::date = {1}");

    private final Map<String, Long> refunds = new HashMap<>();
    private Random random;
    private Sales sales;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void each_day_of_random_lives_is_as_plain_sql_counts_it(long seed) {
        random = new Random(seed);
        sales = new Sales(happened);
        List<Person> fans = new ArrayList<>();
        for (int i = 0; i < 4; i++) fans.add(user("Fan " + i));
        fans.forEach(sales::customer);
        Person creator = creator("Asha", unusedName());
        for (Person each : List.of(creator, creator("Other", unusedName()))) live(each, fans);

        JsonNode stats = get("/api/v1/creators/me/stats?from=" + FIRST + "&to=" + LAST, creator)
                .json();
        assertThat(stats.path("days")).hasSize(LAST.getDayOfYear() - FIRST.getDayOfYear() + 1);
        BY_HAND.forEach((figure, sql) -> {
            long total = 0;
            for (JsonNode day : stats.path("days")) {
                LocalDate date = LocalDate.parse(day.path("day").asString());
                long counted = counted(sql, creator, date);
                assertThat(day.path("figures").path(figure).asLong())
                        .as("%s of %s", figure, date)
                        .isEqualTo(counted);
                total += counted;
            }
            assertThat(stats.path("total").path(figure).asLong()).as(figure).isEqualTo(total);
            assertThat(total).as(figure).isPositive();
        });
        assertRefunds(stats, creator);
    }

    /** No table has the day on which money went back, so it is noted here. */
    private void assertRefunds(JsonNode stats, Person creator) {
        long total = 0;
        for (JsonNode day : stats.path("days")) {
            long noted = refunds.getOrDefault(creator.id() + day.path("day").asString(), 0L);
            assertThat(day.at("/figures/refundsPaise").asLong())
                    .as("refunds of %s", day.path("day"))
                    .isEqualTo(noted);
            total += noted;
        }
        assertThat(stats.at("/total/refundsPaise").asLong()).isEqualTo(total).isPositive();
    }

    private void live(Person creator, List<Person> fans) {
        List<UUID> posts = new ArrayList<>();
        for (int i = 0; i < 3; i++) posts.add(exclusivePost(creator, 100));
        for (Person fan : fans) {
            for (UUID post : posts) meet(fan, post);
            happened.at(sometime(), () -> follow(fan, creator));
            for (int i = 0; i < 5; i++) pay(fan, creator, posts.getFirst());
        }
        for (int i = 0; i < 2; i++) {
            UUID tier = membership(creator, 19900, true);
            for (Person fan : fans) subscribe(fan, creator, tier);
        }
    }

    private void meet(Person fan, UUID post) {
        happened.at(sometime(), () -> like(post, fan));
        happened.at(sometime(), () -> comment(post, fan, "Lovely", null));
    }

    private void pay(Person fan, Person creator, UUID post) {
        UUID payment = UUID.randomUUID();
        long amount = 100 + random.nextInt(1_000_000);
        long fee = amount / 10;
        Instant at = sometime();
        Event[] paid = {
            new PaymentInitiated(
                    payment,
                    fan.id(),
                    creator.id(),
                    PaymentType.EXCLUSIVE_POST,
                    post,
                    null,
                    null,
                    amount,
                    fee,
                    amount - fee,
                    null),
            new PaymentCompleted(
                    payment,
                    fan.id(),
                    creator.id(),
                    PaymentType.EXCLUSIVE_POST,
                    post,
                    null,
                    amount,
                    fee,
                    amount - fee,
                    "pay_" + payment,
                    false),
            new EarningCredited(creator.id(), payment, amount, fee, amount - fee, at, at)
        };
        happened.at(at, () -> happened.events(paid));
        for (int i = random.nextInt(3); i > 0; i--) refund(creator, payment, 1 + random.nextInt(50));
    }

    /** Before or after it went into a payout. */
    private void refund(Person creator, UUID payment, long amount) {
        Instant at = sometime();
        UUID id = UUID.randomUUID();
        long fee = amount / 10;
        Event back = random.nextBoolean()
                ? new EarningReduced(creator.id(), payment, id, amount, fee, amount - fee, DebitCause.REFUND)
                : new DebitRecorded(creator.id(), payment, id, amount, fee, amount - fee, DebitCause.REFUND);
        happened.at(at, () -> happened.events(back));
        refunds.merge(creator.id() + LocalDate.ofInstant(at, ZoneOffset.UTC), amount, Long::sum);
    }

    /** Up to five payments: before the time is over, at its very end, or after a gap. */
    private void subscribe(Person fan, Person creator, UUID tier) {
        Instant granted = sometime();
        Instant end = granted;
        int payments = random.nextInt(6);
        for (int i = 0; i < payments; i++) {
            end = (granted.isAfter(end) ? granted : end).plus(Duration.ofHours(12 + random.nextInt(120)));
            UUID payment = UUID.randomUUID();
            Instant from = granted;
            Instant to = end;
            boolean first = i == 0;
            happened.at(from, () -> sales.granted(fan, creator, tier, payment, from, to, first));
            granted = switch (random.nextInt(3)) {
                case 0 ->
                    granted.plusMillis(
                            1 + random.nextLong(Duration.between(granted, end).toMillis()));
                case 1 -> end;
                default -> end.plusMillis(1 + random.nextInt(200_000_000));
            };
        }
    }

    /** Some days before the range to some days after it; often the first or the last millisecond of a day. */
    private Instant sometime() {
        Instant day =
                FIRST.minusDays(3).plusDays(random.nextInt(25)).atStartOfDay().toInstant(ZoneOffset.UTC);
        return switch (random.nextInt(3)) {
            case 0 -> day;
            case 1 -> day.minusMillis(1);
            default -> day.plusMillis(random.nextInt(86_400_000));
        };
    }

    private long counted(String sql, Person creator, LocalDate day) {
        Long counted = db.resultQuery(sql, creator.id(), day).fetchSingle().get(0, Long.class);
        return counted == null ? 0 : counted;
    }
}
