package io.desifans.billing.query;

import static io.desifans.db.Tables.PAYMENT_TRANSACTION;

import io.desifans.Event;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeUpdated;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.AmountMismatchResolved;
import io.desifans.billing.PaymentEvent.CheckoutSessionOpened;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.PaymentEvent.RenewalAgreed;
import io.desifans.billing.PaymentEvent.RenewalPlanChanged;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.RefundEvent.RefundFailed;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code paymentTransaction}. What has no column of its own stands in {@code metadata}, one name per fact. */
@Component
public final class PaymentProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(PaymentEvent.class, RefundEvent.class, DisputeEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(PAYMENT_TRANSACTION);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
            case PaymentEvent e -> project(e, at, rows);
            case RefundEvent e -> project(e, at, rows);
            case DisputeEvent e -> project(e, at, rows);
            default -> {}
        }
    }

    private static void project(PaymentEvent event, Instant at, RowChanges rows) {
        switch (event) {
            case PaymentInitiated e -> insert(e, at, rows);
            case RenewalAgreed e -> {
                tell(rows, e, at, "autoRenew", true);
                tell(rows, e, at, "renews", e.renews());
            }
            case RenewalPlanChanged e -> tell(rows, e, at, "renewsAs", e.membershipId());
            case CheckoutSessionOpened e -> tell(rows, e, at, "paymentUrl", e.paymentUrl());
            case PaymentProcessing e -> move(rows, e, at, PaymentTransactionStatus.PROCESSING);
            case PaymentCompleted e -> complete(e, at, rows);
            case PaymentFailed e -> {
                move(rows, e, at, PaymentTransactionStatus.FAILED);
                tell(rows, e, at, "failure", e.reason());
            }
            case PaymentCancelled e -> {
                move(rows, e, at, PaymentTransactionStatus.CANCELLED);
                tell(rows, e, at, "cancelledBy", e.cause().label());
            }
            case PaymentAmountMismatchDetected e ->
                tell(
                        rows,
                        e,
                        at,
                        "amountMismatch",
                        mismatch(e.gatewayPaymentId(), e.expectedPaise(), e.seenAmount(), e.seenCurrency()));
            case AmountMismatchResolved e -> {
                Map<String, Object> fact =
                        mismatch(e.gatewayPaymentId(), e.expectedPaise(), e.seenAmount(), e.seenCurrency());
                fact.put("resolution", e.resolution().label());
                tell(rows, e, at, "amountMismatch", fact);
            }
            case DuplicatePaymentDetected e ->
                tell(
                        rows,
                        e,
                        at,
                        "duplicatePayment",
                        Map.of("gatewayPaymentId", e.gatewayPaymentId(), "amountPaise", e.amountPaise()));
            case PaymentAnomalyRecorded e ->
                tell(
                        rows,
                        e,
                        at,
                        "contradiction",
                        Map.of("gatewayPaymentId", e.gatewayPaymentId(), "seenStatus", e.seenStatus()));
            case GrantRefused e -> tell(rows, e, at, "grantRefused", e.reason().label());
        }
    }

    /** What was really paid is what counts. */
    private static void complete(PaymentCompleted e, Instant at, RowChanges rows) {
        move(rows, e, at, PaymentTransactionStatus.COMPLETED)
                .set(PAYMENT_TRANSACTION.AMOUNT, Math.toIntExact(e.amountPaise()))
                .set(PAYMENT_TRANSACTION.PLATFORM_FEE, Math.toIntExact(e.platformFeePaise()))
                .set(PAYMENT_TRANSACTION.CREATOR_AMOUNT, Math.toIntExact(e.creatorAmountPaise()))
                .set(PAYMENT_TRANSACTION.GATEWAY_TRANSACTION_ID, e.gatewayPaymentId());
        if (e.lateSuccess()) tell(rows, e, at, "lateSuccess", true);
    }

    private static Map<String, Object> mismatch(
            String gatewayPaymentId, long expectedPaise, long seenAmount, String seenCurrency) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("gatewayPaymentId", gatewayPaymentId);
        fact.put("expectedPaise", expectedPaise);
        fact.put("seenAmount", seenAmount);
        fact.put("seenCurrency", seenCurrency);
        return fact;
    }

    /** The row stays completed: what went back of it stands beside. */
    private static void project(RefundEvent event, Instant at, RowChanges rows) {
        Map<String, Object> facts = new LinkedHashMap<>();
        switch (event) {
            case RefundRequested e -> facts.put("refundStatus", "pending");
            case RefundSucceeded e -> {
                facts.put("refundStatus", "succeeded");
                facts.put("refundedAmount", e.refundedPaise());
                facts.put("refundedPlatformFee", e.refundedFeePaise());
                facts.put("refundedCreatorAmount", e.refundedCreatorPaise());
            }
            case RefundFailed e -> {
                facts.put("refundStatus", "failed");
                facts.put(
                        "refundFailed",
                        Map.of(
                                "refundId",
                                e.refundId(),
                                "amountPaise",
                                e.amountPaise(),
                                "reason",
                                Objects.requireNonNullElse(e.reason(), "")));
            }
        }
        rows.update(PAYMENT_TRANSACTION, event.transactionId())
                .merge(PAYMENT_TRANSACTION.METADATA, facts)
                .set(PAYMENT_TRANSACTION.UPDATED_AT, at);
    }

    /** The row stays completed here, too; an amount of the gateway's that is not ours is only shown. */
    private static void project(DisputeEvent event, Instant at, RowChanges rows) {
        DisputeOutcome outcome = switch (event) {
            case DisputeOpened e -> DisputeOutcome.OPENED;
            case DisputeUpdated e -> e.outcome();
            case DisputeWon e -> e.outcome();
            case DisputeLost e -> e.outcome();
        };
        tell(rows, event.transactionId(), at, "disputeStatus", outcome.label());
        if (event instanceof DisputeOpened opened && opened.gatewayAmount() != null)
            tell(rows, event.transactionId(), at, "disputeAmount", opened.gatewayAmount());
    }

    private static void insert(PaymentInitiated e, Instant at, RowChanges rows) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (e.title() != null) metadata.put("title", e.title());
        if (e.months() != null) metadata.put("months", e.months());
        rows.insert(PAYMENT_TRANSACTION, e.transactionId())
                .set(PAYMENT_TRANSACTION.USER_ID, e.userId())
                .set(PAYMENT_TRANSACTION.CREATOR_ID, e.creatorId())
                .set(PAYMENT_TRANSACTION.TYPE, e.type())
                .set(PAYMENT_TRANSACTION.ENTITY_ID, e.entityId())
                .set(PAYMENT_TRANSACTION.AMOUNT, Math.toIntExact(e.amountPaise()))
                .set(PAYMENT_TRANSACTION.PLATFORM_FEE, Math.toIntExact(e.platformFeePaise()))
                .set(PAYMENT_TRANSACTION.CREATOR_AMOUNT, Math.toIntExact(e.creatorAmountPaise()))
                .set(PAYMENT_TRANSACTION.STATUS, PaymentTransactionStatus.PENDING)
                .setJson(PAYMENT_TRANSACTION.METADATA, metadata)
                .set(PAYMENT_TRANSACTION.CREATED_AT, at)
                .set(PAYMENT_TRANSACTION.UPDATED_AT, at);
    }

    private static RowChanges.Values move(
            RowChanges rows, PaymentEvent event, Instant at, PaymentTransactionStatus status) {
        return rows.update(PAYMENT_TRANSACTION, event.transactionId())
                .set(PAYMENT_TRANSACTION.STATUS, status)
                .set(PAYMENT_TRANSACTION.UPDATED_AT, at);
    }

    private static void tell(RowChanges rows, PaymentEvent event, Instant at, String name, @Nullable Object fact) {
        if (fact != null) tell(rows, event.transactionId(), at, name, fact);
    }

    private static void tell(RowChanges rows, UUID transactionId, Instant at, String name, Object fact) {
        rows.update(PAYMENT_TRANSACTION, transactionId)
                .merge(PAYMENT_TRANSACTION.METADATA, Map.of(name, fact))
                .set(PAYMENT_TRANSACTION.UPDATED_AT, at);
    }
}
