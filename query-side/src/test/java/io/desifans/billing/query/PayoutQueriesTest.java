package io.desifans.billing.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.ReleaseCause;
import io.desifans.billing.WebhookEvent.WebhookFailed;
import io.desifans.billing.WebhookEvent.WebhookIgnored;
import io.desifans.billing.WebhookEvent.WebhookMatched;
import io.desifans.billing.WebhookEvent.WebhookProcessed;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.WebhookEvent.WebhookUnmatched;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayoutQueriesTest extends QuerySideTest {

    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00.000Z");
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00.000Z");
    private static final String ZERO =
            "{\"pendingPaise\":0,\"heldPaise\":0,\"availablePaise\":0,\"inPayoutPaise\":0,\"paidPaise\":0,\"debtPaise\":0,\"creditPaise\":0}";

    private Sales sales;
    private Person creator;
    private Person fan;
    private Person admin;

    @BeforeEach
    void creatorAndFan() {
        sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        fan = user("Ravi");
        admin = user("Admin", "user,admin");
    }

    @Test
    void a_payout_with_its_items_is_seen_by_its_creator_and_admins_only() {
        UUID one = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID two = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID done = sales.payout(creator, null, one, two);
        happened.events(
                new PayoutProcessing(done, creator.id(), null), new PayoutCompleted(done, creator.id(), "UTR1"));
        UUID pending = sales.payout(creator, null, one);

        assertThat(get("/api/v1/payouts", creator).each("/id")).containsExactly(pending.toString(), done.toString());
        assertThat(get("/api/v1/payouts?status=completed", creator).each("/metadata/bankReference"))
                .containsExactly("UTR1");
        Answer single = get("/api/v1/payouts/" + done + "?limit=1", creator);
        assertThat(single.json().at("/payout/netAmount").asInt()).isEqualTo(35820);
        assertThat(single.json().at("/payout/processedAt").asString()).endsWith("Z");
        assertThat(single.json().path("itemCount").asInt()).isEqualTo(2);
        assertThat(single.each("/transactionId")).containsExactly(two.toString());
        assertThat(single.each("/amount")).containsExactly("17910");
        Answer rest = get("/api/v1/payouts/" + done + "?limit=1&cursor=" + single.nextCursor(), admin);
        assertThat(rest.each("/transactionId")).containsExactly(one.toString());
        assertThat(rest.nextCursor()).isNull();

        for (Person other : List.of(fan, creator("Meera", unusedName()))) {
            assertThat(get("/api/v1/payouts/" + done, other).status()).isEqualTo(404);
            assertThat(get("/api/v1/payouts", other).each("/id")).isEmpty();
        }
        String all = "/api/v1/admin/payouts?status=pending&creator=" + creator.id();
        assertThat(get(all, admin).each("/id")).containsExactly(pending.toString());
        assertThat(get(all, creator).status()).isEqualTo(403);
    }

    @Test
    void every_earning_is_in_one_sum_of_the_balance_and_moves_with_its_payout() {
        assertThat(balance()).isEqualTo(ZERO);
        UUID[] ids = new UUID[5];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = UUID.randomUUID();
            sales.credited(creator, ids[i], i == 0 ? FUTURE : PAST);
        }
        happened.events(new EarningHeld(creator.id(), ids[1]));
        assertBalance(17910, 17910, 3 * 17910, 0, 0);
        UUID first = allocated(ids[2]);
        assertBalance(17910, 17910, 2 * 17910, 17910, 0);
        happened.events(new PayoutAllocationReleased(creator.id(), first, ReleaseCause.FAILED));
        assertBalance(17910, 17910, 3 * 17910, 0, 0);
        UUID second = allocated(ids[2], ids[3]);
        happened.events(new PayoutAllocationSettled(creator.id(), second));
        assertBalance(17910, 17910, 17910, 0, 2 * 17910);
        assertThat(get("/api/v1/payouts/balance", fan).status()).isEqualTo(404);
    }

    @Test
    void what_went_back_makes_an_earning_less_or_is_a_debt_that_the_next_payout_pays_off() {
        UUID open = UUID.randomUUID();
        UUID paid = UUID.randomUUID();
        sales.credited(creator, open, PAST);
        sales.credited(creator, paid, PAST);
        happened.events(new PayoutAllocationSettled(creator.id(), allocated(paid)));
        happened.events(
                new EarningReduced(creator.id(), open, UUID.randomUUID(), 1000, 100, 900, DebitCause.REFUND),
                new DebitRecorded(creator.id(), paid, UUID.randomUUID(), 5000, 500, 4500, DebitCause.REFUND));
        assertBalance(0, 0, 17010, 0, 17910, 4500);
        UUID payout = UUID.randomUUID();
        var item = new AllocatedItem(open, Sales.AMOUNT - 1000, Sales.FEE - 100, 17010);
        happened.events(new PayoutAllocated(
                creator.id(),
                payout,
                PayoutOrigin.CREATOR,
                List.of(item),
                Sales.AMOUNT - 1000,
                Sales.FEE - 100,
                17010 - 4500,
                PAST,
                FUTURE,
                1,
                1));
        assertBalance(0, 0, 0, 17010, 17910, 0);
        happened.events(new PayoutAllocationReleased(creator.id(), payout, ReleaseCause.FAILED));
        assertBalance(0, 0, 17010, 0, 17910, 4500);
    }

    @Test
    void what_a_creator_earned_by_an_erased_fan_stays_in_the_balance() {
        UUID payment = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        sales.credited(creator, payment, PAST);
        happened.events(new UserDeleted(fan.id(), fan.id(), "self"));
        assertBalance(0, 0, 17910, 0, 0);
    }

    @Test
    void an_admin_reads_the_inbox_of_the_gateways_messages_by_what_became_of_them() {
        UUID processed = received(0);
        UUID ignored = received(0);
        UUID unmatched = received(0);
        UUID twice = received(0);
        happened.events(
                new WebhookMatched(processed, 0, UUID.randomUUID(), fan.id()),
                new WebhookProcessed(processed, 0),
                new WebhookIgnored(ignored, 0, "unknown_type"),
                new WebhookUnmatched(unmatched, 0),
                new WebhookProcessed(twice, 0));
        received(twice, 1);

        String inbox = "/api/v1/admin/webhooks";
        assertThat(get(inbox + "?state=received&limit=1", admin).each("/variant"))
                .containsExactly("1");
        assertThat(get(inbox + "?state=processed&limit=1", admin).each("/inboxId"))
                .containsExactly(twice.toString());
        assertThat(get(inbox + "?state=ignored&limit=1", admin).each("/reason")).containsExactly("unknown_type");
        Answer page = get(inbox + "?limit=2", admin);
        assertThat(page.each("/state")).containsExactly("received", "processed");
        Answer next = get(inbox + "?limit=3&cursor=" + page.nextCursor(), admin);
        assertThat(next.each("/inboxId"))
                .containsExactly(unmatched.toString(), ignored.toString(), processed.toString());
        assertThat(next.each("/state")).containsExactly("unmatched", "ignored", "processed");
        assertThat(next.json().at("/items/2/transactionId").isNull()).isFalse();
        assertThat(next.body()).doesNotContain("payment_id");
        happened.events(
                new WebhookFailed(unmatched, 0, 1, false, "Fault"), new WebhookFailed(ignored, 0, 8, true, "Fault"));
        assertThat(get(inbox + "?state=failed&type=payment.succeeded&limit=1", admin)
                        .each("/inboxId"))
                .containsExactly(unmatched.toString());
        assertThat(get(inbox + "?state=dead&limit=1", admin).each("/reason")).containsExactly("Fault");
        assertThat(get(inbox + "?type=payment.failed", admin).each("/type")).isEmpty();
        assertThat(get(inbox + "?until=2000-01-01T00:00:00Z", admin).each("/type"))
                .isEmpty();
        assertThat(get(inbox + "?from=2000-01-01T00:00:00Z&limit=1", admin).each("/inboxId"))
                .containsExactly(twice.toString());
        assertThat(get(inbox, fan).status()).isEqualTo(403);
        assertThat(get(inbox + "?state=lost", admin).field()).isEqualTo("state");
    }

    private UUID received(int variant) {
        UUID id = UUID.randomUUID();
        received(id, variant);
        return id;
    }

    private void received(UUID id, int variant) {
        happened.events(new WebhookReceived(
                id, "msg_" + id, variant, "payment.succeeded", PAST, 0, newId(), "0f", "{\"payment_id\":\"pay_1\"}"));
    }

    private UUID allocated(UUID... payments) {
        UUID payout = UUID.randomUUID();
        int count = payments.length;
        happened.events(new PayoutAllocated(
                creator.id(),
                payout,
                PayoutOrigin.CREATOR,
                List.of(payments).stream().map(Sales::item).toList(),
                Sales.AMOUNT * count,
                Sales.FEE * count,
                Sales.NET * count,
                PAST,
                FUTURE,
                1,
                1));
        return payout;
    }

    private String balance() {
        return get("/api/v1/payouts/balance", creator).body();
    }

    private void assertBalance(long pending, long held, long available, long inPayout, long paid) {
        assertBalance(pending, held, available, inPayout, paid, 0);
    }

    private void assertBalance(long pending, long held, long available, long inPayout, long paid, long debt) {
        assertThat(balance())
                .isEqualTo("{\"pendingPaise\":" + pending + ",\"heldPaise\":" + held + ",\"availablePaise\":"
                        + available + ",\"inPayoutPaise\":" + inPayout + ",\"paidPaise\":" + paid + ",\"debtPaise\":"
                        + Math.max(debt, 0) + ",\"creditPaise\":" + Math.max(-debt, 0) + "}");
    }
}
