package io.desifans.gateway;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Money on its way back to who has paid it. */
record Refund(
        String refundId,
        Payment payment,
        long amountPaise,
        @Nullable String reason,
        Map<String, Object> metadata,
        RefundStatus status,
        Instant createdAt) {

    /** What {@code /refunds/{id}} and the webhooks show. */
    record Shown(
            String refundId,
            String paymentId,
            String businessId,
            String brandId,
            Customer.Limited customer,
            long amount,
            String currency,
            boolean isPartial,
            @Nullable String reason,
            RefundStatus status,
            Map<String, Object> metadata,
            Instant createdAt) {}

    /** As lists and its payment show it: without its metadata. */
    record Listed(
            String refundId,
            String paymentId,
            String businessId,
            long amount,
            String currency,
            boolean isPartial,
            @Nullable String reason,
            RefundStatus status,
            Instant createdAt) {}

    Refund now(RefundStatus status) {
        return new Refund(refundId, payment, amountPaise, reason, metadata, status, createdAt);
    }

    boolean isPartial() {
        return amountPaise < payment.paise();
    }

    Shown shown() {
        Customer customer = payment.checkout().customer();
        return new Shown(
                refundId,
                payment.paymentId(),
                customer.businessId(),
                customer.businessId(),
                customer.limited(),
                amountPaise,
                payment.currency(),
                isPartial(),
                reason,
                status,
                metadata,
                createdAt);
    }

    Listed listed() {
        return new Listed(
                refundId,
                payment.paymentId(),
                payment.checkout().customer().businessId(),
                amountPaise,
                payment.currency(),
                isPartial(),
                reason,
                status,
                createdAt);
    }
}
