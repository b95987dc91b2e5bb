package io.desifans.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment that its customer's bank asks back. */
record Dispute(String disputeId, Payment payment, long amountPaise, DisputeStatus status, Instant createdAt) {

    /** What webhooks and the payment show; the real gateway writes the amount as a text. */
    record Shown(
            String disputeId,
            String paymentId,
            String businessId,
            String amount,
            String currency,
            String disputeStage,
            DisputeStatus disputeStatus,
            @Nullable String remarks,
            boolean isResolvedByRdr,
            Instant createdAt) {}

    /** What {@code /disputes/{id}} shows. */
    record Full(
            String disputeId,
            String paymentId,
            String businessId,
            String brandId,
            String amount,
            String currency,
            String disputeStage,
            DisputeStatus disputeStatus,
            Customer.Limited customer,
            String paymentProvider,
            @Nullable String reason,
            @Nullable String remarks,
            boolean isResolvedByRdr,
            Instant createdAt) {}

    /** What lists show. */
    record Listed(
            String disputeId,
            String paymentId,
            String businessId,
            String amount,
            String currency,
            String disputeStage,
            DisputeStatus disputeStatus,
            String paymentProvider,
            boolean isResolvedByRdr,
            Instant createdAt) {}

    private static final String STAGE = "dispute";
    private static final String PROVIDER = "dodo";

    Dispute now(DisputeStatus status) {
        return new Dispute(disputeId, payment, amountPaise, status, createdAt);
    }

    String businessId() {
        return payment.checkout().customer().businessId();
    }

    Shown shown() {
        return new Shown(
                disputeId,
                payment.paymentId(),
                businessId(),
                amount(),
                payment.currency(),
                STAGE,
                status,
                null,
                false,
                createdAt);
    }

    Full full() {
        return new Full(
                disputeId,
                payment.paymentId(),
                businessId(),
                businessId(),
                amount(),
                payment.currency(),
                STAGE,
                status,
                payment.checkout().customer().limited(),
                PROVIDER,
                null,
                null,
                false,
                createdAt);
    }

    Listed listed() {
        return new Listed(
                disputeId,
                payment.paymentId(),
                businessId(),
                amount(),
                payment.currency(),
                STAGE,
                status,
                PROVIDER,
                false,
                createdAt);
    }

    private String amount() {
        return Long.toString(amountPaise);
    }
}
