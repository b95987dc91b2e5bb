package io.desifans.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.DebitCause;
import io.desifans.billing.MismatchResolution;
import io.desifans.billing.PaymentEvent.AmountMismatchResolved;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsTest {

    private static final UUID ID = UUID.fromString("5d1f5d1c-3a3c-4f5e-9d1e-4a3c2b1a0f9e");
    private static final String ASHA = "asha";
    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    private final Map<String, Long> accounts = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 5, 14, 15, 19900, Integer.MAX_VALUE})
    void what_is_paid_and_goes_back_in_parts_leaves_every_account_empty(long amount) {
        post(completed(amount, fee(amount)));
        assertThat(accounts.getOrDefault("gateway", 0L)).isEqualTo(amount);
        assertThat(accounts.getOrDefault("creator", 0L)).isEqualTo(fee(amount) - amount);
        Random random = new Random(amount);
        for (long left = amount; left > 0; ) {
            long part = 1 + random.nextLong(left);
            long fee = fee(left) - fee(left - part);
            post(refunded(part, fee, part - fee));
            left -= part;
        }
        assertThat(accounts.values()).allMatch(paise -> paise == 0);
    }

    @Test
    void what_the_gateway_took_without_being_owed_it_waits_in_suspense_until_it_goes_back() {
        post(new DuplicatePaymentDetected(ID, "ravi", "pay_2", 4900));
        post(new PaymentAmountMismatchDetected(ID, "ravi", "pay_3", 4900, 100, "INR"));
        assertThat(Postings.of(
                        new PaymentAmountMismatchDetected(ID, "ravi", "pay_4", 4900, 4900, "USD"), (id, account) -> 0))
                .isNull();
        assertThat(accounts).isEqualTo(Map.of("gateway", 5000L, "suspense", -5000L));
        post(refunded(4900, 0, 0));
        post(refunded(100, 0, 0));
        assertThat(accounts).isEqualTo(Map.of("gateway", 0L, "suspense", 0L));
    }

    @Test
    void what_an_admin_takes_for_what_was_agreed_leaves_suspense_and_what_goes_back_waits_there() {
        post(new PaymentAmountMismatchDetected(ID, "ravi", "pay_1", 4900, 100, "INR"));
        post(new AmountMismatchResolved(ID, "ravi", "pay_1", 4900, 100, "INR", MismatchResolution.ACCEPTED));
        post(completed(100, 10));
        assertThat(accounts).isEqualTo(Map.of("gateway", 100L, "suspense", 0L, "creator", -90L, "fee_income", -10L));
        for (MismatchResolution resolution : List.of(MismatchResolution.CORRECTED, MismatchResolution.DUPLICATE)) {
            post(new PaymentAmountMismatchDetected(ID, "ravi", "pay_2", 4900, 70, "INR"));
            post(new AmountMismatchResolved(ID, "ravi", "pay_2", 4900, 70, "INR", resolution));
            assertThat(accounts).containsEntry("suspense", 0L);
        }
        post(new PaymentAmountMismatchDetected(ID, "ravi", "pay_3", 4900, 50, "INR"));
        post(new AmountMismatchResolved(ID, "ravi", "pay_3", 4900, 50, "INR", MismatchResolution.RETURNED));
        assertThat(accounts).containsEntry("suspense", -50L);
        post(refunded(50, 0, 0));
        post(new AmountMismatchResolved(ID, "ravi", "pay_4", 4900, 50, "USD", MismatchResolution.CORRECTED));
        post(refunded(0, 0, 0));
        assertThat(accounts).containsEntry("suspense", 0L).containsEntry("gateway", 100L);
    }

    @Test
    void what_a_dispute_takes_off_is_not_with_the_gateway_until_it_is_won_and_a_refund_takes_its_place() {
        post(completed(4900, 490));
        post(new DebitRecorded(ASHA, ID, ID, 4900, 490, 4410, DebitCause.DISPUTE));
        assertThat(accounts).isEqualTo(Map.of("gateway", 0L, "creator", 0L, "fee_income", 0L));
        post(new DebitReversed(ASHA, ID, ID, ID, 900, 90, 810));
        post(refunded(900, 90, 810));
        assertThat(Postings.of(new DebitRecorded(ASHA, ID, ID, 900, 90, 810, DebitCause.REFUND), (id, account) -> 0))
                .isNull();
        assertThat(accounts).isEqualTo(Map.of("gateway", 0L, "creator", 0L, "fee_income", 0L));
        post(new DebitReversed(ASHA, ID, ID, null, 4000, 400, 3600));
        assertThat(accounts).isEqualTo(Map.of("gateway", 4000L, "creator", -3600L, "fee_income", -400L));
        post(new EarningReduced(ASHA, ID, ID, 4000, 400, 3600, DebitCause.DISPUTE));
        assertThat(accounts).isEqualTo(Map.of("gateway", 0L, "creator", 0L, "fee_income", 0L));
    }

    @Test
    void a_payout_is_in_transit_until_the_bank_has_it_or_it_comes_back_and_nothing_happens_twice() {
        post(completed(20000, 2000));
        post(allocated(18000));
        assertThat(accounts).containsEntry("creator", 0L).containsEntry("in_transit", -18000L);
        post(new PayoutFailed(ID, ASHA, null));
        post(new PayoutFailed(ID, ASHA, null));
        assertThat(accounts).containsEntry("creator", -18000L).containsEntry("in_transit", 0L);
        post(allocated(18000));
        post(new PayoutCompleted(ID, ASHA, "UTR-1"));
        post(new PayoutCompleted(ID, ASHA, "UTR-1"));
        assertThat(accounts)
                .containsEntry("creator", 0L)
                .containsEntry("in_transit", 0L)
                .containsEntry("bank", -18000L);
        for (int times = 0; times < 2; times++) {
            post(new PayoutReversed(ID, ASHA, Instant.EPOCH, null));
            assertThat(accounts)
                    .containsEntry("creator", -18000L)
                    .containsEntry("in_transit", 0L)
                    .containsEntry("bank", 0L);
        }
    }

    @Test
    void a_correction_is_the_creators_at_our_cost_or_the_other_way() {
        post(new BalanceCorrected(ASHA, ID, 500));
        post(new BalanceCorrected(ASHA, ID, -800));
        assertThat(accounts).isEqualTo(Map.of("creator", 300L, "corrections", -300L));
    }

    private void post(Event event) {
        Postings postings = Postings.of(event, (payout, account) -> -accounts.getOrDefault(account.label(), 0L));
        if (postings == null) return;
        assertThat(postings.lines().stream().mapToLong(Posting::paise).sum()).isZero();
        for (Posting posting : postings.lines()) {
            assertThat(posting.creatorId()).isEqualTo(posting.account() == Account.CREATOR ? ASHA : null);
            assertThat(posting.paise()).isNotZero();
            accounts.merge(posting.account().label(), posting.paise(), Math::addExact);
        }
    }

    private static long fee(long amount) {
        return (amount + 5) / 10;
    }

    private static PaymentCompleted completed(long amount, long fee) {
        return new PaymentCompleted(
                ID, "ravi", ASHA, PaymentType.EXCLUSIVE_POST, ID, null, amount, fee, amount - fee, "pay_1", false);
    }

    private static RefundSucceeded refunded(long amount, long fee, long creator) {
        return new RefundSucceeded(
                ID,
                "ravi",
                ASHA,
                PaymentType.EXCLUSIVE_POST,
                ID,
                UUID.randomUUID(),
                "ref_1",
                "pay_1",
                amount,
                fee,
                creator,
                amount,
                fee,
                creator,
                false);
    }

    private static PayoutAllocated allocated(long net) {
        return new PayoutAllocated(ASHA, ID, PayoutOrigin.CREATOR, List.of(), net, 0, net, NOON, NOON, 1, 1);
    }
}
