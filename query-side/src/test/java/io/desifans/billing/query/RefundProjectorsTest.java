package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.POST_PURCHASE;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeUpdated;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PurchaseEvent.PostPurchaseRestored;
import io.desifans.billing.PurchaseEvent.PostPurchaseRevoked;
import io.desifans.billing.RefundCause;
import io.desifans.billing.RefundEvent.RefundFailed;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.db.tables.records.PaymentTransactionRecord;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the tables show of a payment that went back. */
class RefundProjectorsTest extends QuerySideTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-31T10:00:00Z");

    private Sales sales;
    private Person creator;
    private Person fan;

    @BeforeEach
    void creatorAndFan() {
        sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        fan = user("Ravi");
    }

    @Test
    void what_goes_back_stands_in_the_metadata_and_takes_the_purchase_and_the_months_with_it() {
        UUID post = exclusivePost(creator, 19900);
        UUID id = sales.postBought(fan, creator, post);
        UUID first = UUID.randomUUID();
        happened.events(
                new RefundRequested(id, fan.id(), first, "pay_" + id, 900, RefundCause.ADMIN),
                new RefundFailed(id, fan.id(), first, "pay_" + id, 900, "INSUFFICIENT"));
        assertMetadata(
                id,
                "{\"title\":\"Item of Asha\",\"refundStatus\":\"failed\",\"refundFailed\":{\"refundId\":\"" + first
                        + "\",\"amountPaise\":900,\"reason\":\"INSUFFICIENT\"}}");
        happened.events(Sales.refund(id, fan, creator, post, 19900, 1990));
        assertThat(payment(id).getStatus()).isEqualTo(PaymentTransactionStatus.COMPLETED);
        assertThat(payment(id).getMetadata().data())
                .contains(
                        "\"refundStatus\": \"succeeded\"",
                        "\"refundedAmount\": 19900",
                        "\"refundedPlatformFee\": 1990",
                        "\"refundedCreatorAmount\": 17910");
        assertThat(db.fetchCount(POST_PURCHASE, POST_PURCHASE.TRANSACTION_ID.eq(id)))
                .isEqualTo(1);
        happened.events(new PostPurchaseRevoked(fan.id(), creator.id(), post, id));
        assertThat(db.fetchCount(POST_PURCHASE, POST_PURCHASE.TRANSACTION_ID.eq(id)))
                .isZero();

        sales.customer(fan);
        UUID tier = membership(creator, 19900, true);
        UUID months = sales.paid(fan, creator, PaymentType.MEMBERSHIP, tier);
        UUID subscription = sales.granted(fan, creator, tier, months, LONG_AGO, LONG_AGO.plusSeconds(9), true);
        happened.events(new GrantRemoved(subscription, fan.id(), creator.id(), tier, months, LONG_AGO, LONG_AGO));
        var row = db.selectFrom(SUBSCRIPTIONS)
                .where(SUBSCRIPTIONS.ID.eq(subscription))
                .fetchSingle();
        assertThat(row.getStatus()).isEqualTo("cancelled");
        assertThat(row.getCurrentPeriodEnd()).isEqualTo(LONG_AGO);
    }

    @Test
    void a_dispute_stands_in_the_metadata_and_what_was_won_is_there_again() {
        UUID post = exclusivePost(creator, 19900);
        UUID id = sales.postBought(fan, creator, post);
        UUID dispute = UUID.randomUUID();
        happened.events(
                new DisputeOpened(
                        id,
                        fan.id(),
                        creator.id(),
                        PaymentType.EXCLUSIVE_POST,
                        post,
                        dispute,
                        "dp_1",
                        "199.00 INR",
                        19900,
                        1990,
                        17910),
                new PostPurchaseRevoked(fan.id(), creator.id(), post, id));
        assertMetadata(
                id, "{\"title\":\"Item of Asha\",\"disputeStatus\":\"opened\",\"disputeAmount\":\"199.00 INR\"}");
        happened.events(new DisputeUpdated(id, fan.id(), dispute, DisputeOutcome.CHALLENGED));
        assertThat(payment(id).getMetadata().data()).contains("\"disputeStatus\": \"challenged\"");
        happened.events(
                new DisputeWon(
                        id,
                        fan.id(),
                        creator.id(),
                        PaymentType.EXCLUSIVE_POST,
                        post,
                        dispute,
                        DisputeOutcome.WON,
                        19900,
                        1990,
                        17910),
                new PostPurchaseRestored(fan.id(), creator.id(), post, id));
        assertThat(payment(id).getMetadata().data()).contains("\"disputeStatus\": \"won\"");
        assertThat(payment(id).getStatus()).isEqualTo(PaymentTransactionStatus.COMPLETED);
        assertThat(db.fetchCount(POST_PURCHASE, POST_PURCHASE.TRANSACTION_ID.eq(id)))
                .isEqualTo(1);
        sales.customer(fan);
        UUID tier = membership(creator, 19900, true);
        UUID months = sales.paid(fan, creator, PaymentType.MEMBERSHIP, tier);
        Instant end = LONG_AGO.plusSeconds(9);
        UUID subscription = sales.granted(fan, creator, tier, months, LONG_AGO, end, true);
        happened.events(
                new GrantRemoved(subscription, fan.id(), creator.id(), tier, months, LONG_AGO, LONG_AGO),
                new GrantRestored(subscription, fan.id(), creator.id(), tier, months, LONG_AGO, true, LONG_AGO, end));
        var row = db.selectFrom(SUBSCRIPTIONS)
                .where(SUBSCRIPTIONS.ID.eq(subscription))
                .fetchSingle();
        assertThat(row.getStatus()).isEqualTo("expired");
        assertThat(row.getCurrentPeriodEnd()).isEqualTo(end);
    }

    private PaymentTransactionRecord payment(UUID id) {
        return db.selectFrom(PAYMENT_TRANSACTION)
                .where(PAYMENT_TRANSACTION.ID.eq(id))
                .fetchSingle();
    }

    private void assertMetadata(UUID id, String json) {
        JsonMapper mapper = JsonMapper.shared();
        assertThat(mapper.readTree(payment(id).getMetadata().data())).isEqualTo(mapper.readTree(json));
    }
}
