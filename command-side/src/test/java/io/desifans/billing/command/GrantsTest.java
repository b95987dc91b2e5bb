package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.OTHER_PAYMENT;
import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.POST;
import static io.desifans.billing.command.Sales.TIER;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.command.EntitlementCommand.AddGrant;
import io.desifans.billing.command.Purchase.PurchaseCommand.GrantPurchase;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a payment gives: a post for good, or months with a tier. */
class GrantsTest {

    private static final Instant JAN_31 = Instant.parse("2026-01-31T10:00:00.000Z");
    private static final UUID SUBSCRIPTION = DerivedId.of("subscriptions", RAVI, TIER.toString());
    private static final PostPurchaseGranted BOUGHT =
            new PostPurchaseGranted(DerivedId.of("postPurchase", PAYMENT.toString()), RAVI, ASHA, POST, PAYMENT);

    private final Past past = Past.ofFourUsers().and(Sales.post(POST, 4900));

    @Test
    void a_post_is_bought_once() {
        purchase().givenNoPriorActivity().when(buy(PAYMENT)).expectEvents(BOUGHT);
        purchase()
                .given(BOUGHT)
                .when(buy(PAYMENT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        purchase().given(BOUGHT).when(buy(OTHER_PAYMENT)).expectException(Refusal.of(409, "ALREADY_PURCHASED"));
    }

    @Test
    void a_post_that_is_gone_or_whose_buyer_is_gone_is_not_given() {
        past.and(new PostDeleted(POST, ASHA));
        purchase().givenNoPriorActivity().when(buy(PAYMENT)).expectException(Refusal.of(409, "POST_DELETED"));
        past.and(Past.deleted(RAVI));
        purchase().givenNoPriorActivity().when(buy(PAYMENT)).expectException(Refusal.of(409, "BUYER_DELETED"));
    }

    @Test
    void a_post_that_went_with_its_creator_is_not_given() {
        past.and(Past.deleted(ASHA));
        purchase().givenNoPriorActivity().when(buy(PAYMENT)).expectException(Refusal.of(409, "POST_DELETED"));
    }

    @Test
    void months_are_added_once_for_each_payment() {
        GrantAdded first = granted(PAYMENT, 1, JAN_31, "2026-02-28T10:00:00.000Z");
        entitlement().givenNoPriorActivity().when(add(PAYMENT, 1, JAN_31)).expectEvents(first);
        entitlement()
                .given(first)
                .when(add(PAYMENT, 1, JAN_31.plusSeconds(9)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        entitlement()
                .given(first)
                .when(add(OTHER_PAYMENT, 1, JAN_31.plusSeconds(9)))
                .expectEvents(granted(OTHER_PAYMENT, 1, JAN_31, "2026-03-31T10:00:00.000Z"));
    }

    @Test
    void after_a_gap_a_new_chain_begins() {
        Instant later = Instant.parse("2026-02-28T10:00:00.001Z");
        entitlement()
                .given(granted(PAYMENT, 1, JAN_31, "2026-02-28T10:00:00.000Z"))
                .when(add(OTHER_PAYMENT, 1, later))
                .expectEvents(granted(OTHER_PAYMENT, 1, later, "2026-03-28T10:00:00.001Z"));
    }

    @Test
    void what_is_read_back_goes_on_as_what_was_written() {
        Instant later = Instant.parse("2026-05-31T00:00:00.000Z");
        entitlement()
                .given(
                        granted(PAYMENT, 1, JAN_31, "2026-02-28T10:00:00.000Z"),
                        granted(UUID.randomUUID(), 3, later, "2026-08-31T00:00:00.000Z"),
                        granted(UUID.randomUUID(), 1, later, "2026-09-30T00:00:00.000Z"))
                .when(add(OTHER_PAYMENT, 1, later.plusSeconds(1)))
                .expectEvents(granted(OTHER_PAYMENT, 1, later, "2026-10-31T00:00:00.000Z"));
    }

    @Test
    void the_months_of_a_tier_that_is_gone_are_given_all_the_same_but_not_to_a_buyer_who_is_gone() {
        past.and(Past.deleted(RAVI));
        entitlement()
                .givenNoPriorActivity()
                .when(add(PAYMENT, 1, JAN_31))
                .expectException(Refusal.of(409, "BUYER_DELETED"));
    }

    @Test
    void the_months_of_a_creator_who_is_gone_are_not_given_so_that_they_are_paid_back() {
        past.and(new CreatorDeleted(ASHA));
        entitlement()
                .givenNoPriorActivity()
                .when(add(PAYMENT, 1, JAN_31))
                .expectException(Refusal.of(409, "CREATOR_DELETED"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T23:59:59Z, 1,  2026-02-28T23:59:59Z",
        "2028-01-31T00:00:00Z, 1,  2028-02-29T00:00:00Z",
        "2026-01-31T00:00:00Z, 3,  2026-04-30T00:00:00Z",
        "2028-02-29T00:00:00Z, 12, 2029-02-28T00:00:00Z",
        "2026-12-31T18:30:00Z, 6,  2027-06-30T18:30:00Z",
    })
    void a_month_ends_on_the_day_it_began_or_on_the_last(Instant start, int months, Instant end) {
        assertThat(MonthChain.NONE.plus(months, start).end()).isEqualTo(end);
    }

    @Test
    void the_31st_comes_back_after_a_shorter_month() {
        MonthChain chain = MonthChain.NONE.plus(1, JAN_31);
        assertThat(chain.end()).isEqualTo("2026-02-28T10:00:00Z");
        chain = chain.plus(1, chain.end());
        assertThat(chain.end()).isEqualTo("2026-03-31T10:00:00Z");
        assertThat(chain.plus(12, JAN_31).end()).isEqualTo("2027-03-31T10:00:00Z");
    }

    private static GrantPurchase buy(UUID transactionId) {
        return new GrantPurchase(RAVI, POST, ASHA, transactionId);
    }

    private static AddGrant add(UUID transactionId, int months, Instant at) {
        return new AddGrant(RAVI, TIER, ASHA, transactionId, months, at);
    }

    private static GrantAdded granted(UUID transactionId, int months, Instant anchor, String end) {
        return new GrantAdded(
                SUBSCRIPTION,
                DerivedId.of("customers", RAVI),
                RAVI,
                ASHA,
                TIER,
                transactionId,
                months,
                anchor,
                anchor,
                Instant.parse(end),
                transactionId.equals(PAYMENT));
    }

    private AggregateTestFixture<Purchase> purchase() {
        return past.fixture(Purchase.class);
    }

    private AggregateTestFixture<Entitlement> entitlement() {
        return past.fixture(Entitlement.class);
    }
}
