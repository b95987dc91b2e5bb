package io.desifans.billing.query;

import static io.desifans.db.Tables.CUSTOMERS;
import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.PAYOUT;
import static io.desifans.db.Tables.PAYOUT_ITEM;
import static io.desifans.db.Tables.POST_PURCHASE;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.billing.CancelCause;
import io.desifans.billing.CustomerEvent.CustomerRegistered;
import io.desifans.billing.CustomerEvent.GatewayCustomerLinked;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.CheckoutSessionOpened;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.db.enums.PaymentTransactionType;
import io.desifans.db.enums.PayoutStatus;
import io.desifans.db.tables.records.PaymentTransactionRecord;
import io.desifans.db.tables.records.PayoutRecord;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.projection.Replay;
import io.desifans.projection.ReplayProgress;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.UUID;
import org.jooq.JSONB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class BillingProjectorsTest extends QuerySideTest {

    private static final Instant JANUARY = Instant.parse("2026-01-31T10:00:00.123Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-28T10:00:00.123Z");
    private static final Instant MARCH = Instant.parse("2026-03-31T10:00:00.123Z");

    /** M3 of payments.md section 11. */
    private static final String SUMS_DIFFER = """
            SELECT p.id FROM payout p LEFT JOIN "payoutItem" i ON i."payoutId"=p.id GROUP BY p.id
            HAVING coalesce(sum(i.amount),0)+coalesce((p.metadata->>'erasedItemAmount')::bigint,0)
                    <>p."totalAmount"::bigint-p."platformFee"
                OR p."netAmount"<>p."totalAmount"::bigint-p."platformFee"
                    -coalesce((p.metadata->>'offsetAmount')::bigint,0)
                OR p."netAmount"<=0""";

    @Autowired
    private Replay replay;

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
    void a_payment_stands_in_its_row_as_it_was_begun_and_moves_with_its_events() {
        UUID tier = membership(creator, 19900, true);
        UUID id = sales.begun(fan, creator, PaymentType.MEMBERSHIP, tier);
        Instant begun = payment(id).getCreatedAt();
        assertThat(payment(id).intoArray())
                .containsExactly(
                        id,
                        fan.id(),
                        creator.id(),
                        PaymentTransactionType.MEMBERSHIP,
                        tier,
                        19900,
                        1990,
                        17910,
                        PaymentTransactionStatus.PENDING,
                        null,
                        JSONB.valueOf("{\"title\": \"Item of Asha\", \"months\": 1}"),
                        begun,
                        begun);

        happened.events(new CheckoutSessionOpened(id, fan.id(), "cks_1", "https://pay.test/1"));
        happened.events(new PaymentProcessing(id, fan.id(), "pay_1"));
        assertThat(payment(id).getStatus()).isEqualTo(PaymentTransactionStatus.PROCESSING);
        assertThat(payment(id).getGatewayTransactionId()).isNull();
        Instant completed = sales.completed(id, fan, creator, PaymentType.MEMBERSHIP, tier, false);
        assertThat(payment(id).getStatus()).isEqualTo(PaymentTransactionStatus.COMPLETED);
        assertThat(payment(id).getGatewayTransactionId()).isEqualTo("pay_" + id);
        assertThat(payment(id).getUpdatedAt()).isEqualTo(completed);
        assertMetadata(id, "{\"title\":\"Item of Asha\",\"months\":1,\"paymentUrl\":\"https://pay.test/1\"}");
    }

    @Test
    void a_late_success_completes_what_had_failed_or_was_cancelled_and_keeps_what_was_before() {
        UUID post = exclusivePost(creator, 19900);
        UUID failed = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, post);
        happened.events(new PaymentFailed(failed, fan.id(), "pay_1", "card_declined"));
        assertThat(payment(failed).getStatus()).isEqualTo(PaymentTransactionStatus.FAILED);
        UUID cancelled = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, post);
        happened.events(new PaymentCancelled(cancelled, fan.id(), null, CancelCause.TIMEOUT));
        assertThat(payment(cancelled).getStatus()).isEqualTo(PaymentTransactionStatus.CANCELLED);

        for (UUID id : new UUID[] {failed, cancelled}) {
            sales.completed(id, fan, creator, PaymentType.EXCLUSIVE_POST, post, true);
            assertThat(payment(id).getStatus()).isEqualTo(PaymentTransactionStatus.COMPLETED);
        }
        assertMetadata(failed, "{\"title\":\"Item of Asha\",\"failure\":\"card_declined\",\"lateSuccess\":true}");
        assertMetadata(cancelled, "{\"title\":\"Item of Asha\",\"cancelledBy\":\"timeout\",\"lateSuccess\":true}");
    }

    @Test
    void what_an_admin_has_to_look_at_stands_in_the_metadata_and_changes_nothing_else() {
        UUID id = sales.paid(fan, creator, PaymentType.EXCLUSIVE_POST, exclusivePost(creator, 19900));
        happened.events(
                new PaymentAmountMismatchDetected(id, fan.id(), "pay_a", 19900, 100, "USD"),
                new DuplicatePaymentDetected(id, fan.id(), "pay_b", 19900),
                new PaymentAnomalyRecorded(id, fan.id(), "pay_c", "failed"),
                new GrantRefused(id, fan.id(), creator.id(), GrantRefusal.ALREADY_PURCHASED));
        assertThat(payment(id).getStatus()).isEqualTo(PaymentTransactionStatus.COMPLETED);
        assertMetadata(id, """
                {"title":"Item of Asha",
                 "amountMismatch":{"gatewayPaymentId":"pay_a","expectedPaise":19900,"seenAmount":100,"seenCurrency":"USD"},
                 "duplicatePayment":{"gatewayPaymentId":"pay_b","amountPaise":19900},
                 "contradiction":{"gatewayPaymentId":"pay_c","seenStatus":"failed"},
                 "grantRefused":"already_purchased"}""");
    }

    @Test
    void one_row_per_fan_and_tier_holds_the_period_of_the_last_grant() {
        UUID customer = sales.customer(fan);
        happened.events(new GatewayCustomerLinked(customer, fan.id(), "cus_1"));
        UUID tier = membership(creator, 19900, true);
        UUID id = sales.subscribed(fan, creator, tier, JANUARY, FEBRUARY);
        var first = db.selectFrom(SUBSCRIPTIONS).where(SUBSCRIPTIONS.ID.eq(id)).fetchSingle();
        assertThat(first.intoArray())
                .containsExactly(
                        id,
                        customer,
                        tier.toString(),
                        "active",
                        JANUARY,
                        FEBRUARY,
                        first.getCreatedAt(),
                        first.getCreatedAt());

        UUID again = sales.paid(fan, creator, PaymentType.MEMBERSHIP, tier);
        sales.granted(fan, creator, tier, again, JANUARY, MARCH, false);
        var second = db.selectFrom(SUBSCRIPTIONS).where(SUBSCRIPTIONS.ID.eq(id)).fetchSingle();
        assertThat(second.getCurrentPeriodEnd()).isEqualTo(MARCH);
        assertThat(second.getCreatedAt()).isEqualTo(first.getCreatedAt());
        assertThat(second.getUpdatedAt()).isAfter(first.getUpdatedAt());
        assertThat(db.selectFrom(CUSTOMERS)
                        .where(CUSTOMERS.ID.eq(customer))
                        .fetchSingle()
                        .getDodoCustomerId())
                .isEqualTo("cus_1");
    }

    @Test
    void a_payout_and_its_items_add_up_and_processed_at_is_the_completion() {
        UUID one = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID two = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID id = sales.payout(creator, null, one, two);
        assertThat(payout(id).getTotalAmount()).isEqualTo(39800);
        assertThat(payout(id).getNetAmount()).isEqualTo(35820);
        assertThat(payout(id).getMetadata())
                .isEqualTo(JSONB.valueOf("{\"part\": 1, \"parts\": 1, \"origin\": \"creator\"}"));
        UUID item = DerivedId.of("payoutItem", id.toString(), one.toString());
        assertThat(db.selectFrom(PAYOUT_ITEM)
                        .where(PAYOUT_ITEM.ID.eq(item))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(item, id, one, 17910, payout(id).getCreatedAt());

        happened.events(new PayoutProcessing(id, creator.id(), null));
        assertThat(payout(id).getStatus()).isEqualTo(PayoutStatus.PROCESSING);
        assertThat(payout(id).getProcessedAt()).isNull();
        Instant completed = happened.events(new PayoutCompleted(id, creator.id(), "UTR1"));
        assertThat(payout(id).getStatus()).isEqualTo(PayoutStatus.COMPLETED);
        assertThat(payout(id).getProcessedAt()).isEqualTo(completed);
        assertThat(payout(id).getMetadata().data()).contains("\"bankReference\": \"UTR1\"", "\"part\": 1");

        Instant back = Instant.parse("2026-02-16T10:30:00Z");
        happened.events(new PayoutReversed(id, creator.id(), back, "account closed"));
        assertThat(payout(id).getStatus()).isEqualTo(PayoutStatus.FAILED);
        assertThat(payout(id).getProcessedAt()).isEqualTo(completed);
        assertThat(payout(id).getMetadata().data())
                .contains(
                        "\"outcome\": \"reversed\"",
                        "\"reversedAt\": \"2026-02-16T10:30:00Z\"",
                        "\"reason\": \"account closed\"",
                        "\"bankReference\": \"UTR1\"");

        UUID failed = sales.payout(creator, null, one);
        happened.events(new PayoutFailed(failed, creator.id(), "account closed"));
        assertThat(payout(failed).getStatus()).isEqualTo(PayoutStatus.FAILED);
        assertThat(payout(failed).getMetadata().data()).contains("\"reason\": \"account closed\"");
    }

    @Test
    void an_erased_fan_takes_every_row_along_and_the_payouts_keep_what_is_missing() throws Exception {
        UUID customer = sales.customer(fan);
        UUID tier = membership(creator, 19900, true);
        UUID subscription = sales.subscribed(fan, creator, tier, JANUARY, FEBRUARY);
        UUID paidOut = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID open = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID ofOther = sales.postBought(user("Meera"), creator, exclusivePost(creator, 19900));
        UUID before = sales.payout(creator, null, paidOut, ofOther);

        happened.events(new UserDeleted(fan.id(), fan.id(), "self"));
        UUID after = sales.payout(creator, null, open, ofOther);
        happened.events(
                new PayoutProcessing(before, creator.id(), null), new PayoutCompleted(before, creator.id(), "UTR1"));

        assertThat(db.fetchExists(PAYMENT_TRANSACTION, PAYMENT_TRANSACTION.USER_ID.eq(fan.id())))
                .isFalse();
        assertThat(db.fetchExists(POST_PURCHASE, POST_PURCHASE.USER_ID.eq(fan.id())))
                .isFalse();
        assertThat(db.fetchExists(CUSTOMERS, CUSTOMERS.ID.eq(customer))).isFalse();
        assertThat(db.fetchExists(SUBSCRIPTIONS, SUBSCRIPTIONS.ID.eq(subscription)))
                .isFalse();
        for (UUID payout : new UUID[] {before, after}) {
            assertThat(db.fetchCount(PAYOUT_ITEM, PAYOUT_ITEM.PAYOUT_ID.eq(payout)))
                    .isEqualTo(1);
            assertThat(payout(payout).getMetadata().data()).contains("\"erasedItemAmount\": 17910");
        }
        assertThat(db.fetch(SUMS_DIFFER)).isEmpty();
        assertThat(replay.run(new ReplayProgress()).listed()).isEmpty();
    }

    @Test
    void a_customer_registered_while_the_user_was_deleted_goes_with_the_key() {
        happened.events(new UserDeleted(fan.id(), fan.id(), "self"));
        UUID customer = DerivedId.of("customers", fan.id());
        happened.events(new CustomerRegistered(customer, fan.id(), null, null));
        assertThat(db.selectFrom(CUSTOMERS)
                        .where(CUSTOMERS.ID.eq(customer))
                        .fetchSingle()
                        .getEmail())
                .isEqualTo(customer + "@erased.invalid");
        happened.events(new KeyDestroyed(DerivedId.of("Key", fan.id()), fan.id()));
        assertThat(db.fetchExists(CUSTOMERS, CUSTOMERS.ID.eq(customer))).isFalse();
    }

    @Test
    void an_erased_creator_takes_payments_purchases_and_payouts_along() throws Exception {
        UUID bought = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID payout = sales.payout(creator, null, bought);
        happened.events(new UserDeleted(creator.id(), creator.id(), "self"));
        assertThat(db.fetchExists(PAYMENT_TRANSACTION, PAYMENT_TRANSACTION.ID.eq(bought)))
                .isFalse();
        assertThat(db.fetchExists(POST_PURCHASE, POST_PURCHASE.TRANSACTION_ID.eq(bought)))
                .isFalse();
        assertThat(db.fetchExists(PAYOUT, PAYOUT.ID.eq(payout))).isFalse();
        assertThat(replay.run(new ReplayProgress()).listed()).isEmpty();
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

    private PayoutRecord payout(UUID id) {
        return db.selectFrom(PAYOUT).where(PAYOUT.ID.eq(id)).fetchSingle();
    }
}
