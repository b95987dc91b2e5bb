package io.desifans.gateway;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks a person to pay.
 *
 * @param changes the subscription that is to be paid by other means; null for a sale
 * @param payment the last one made in it; a failed one leaves room for another
 */
record Checkout(
        String sessionId,
        Customer customer,
        List<Line> lines,
        Map<String, Object> metadata,
        @Nullable URI returnUrl,
        @Nullable URI cancelUrl,
        Instant createdAt,
        @Nullable String changes,
        @Nullable Payment payment) {

    /**
     * @param amountPaise for one of them
     * @param plan null for what is sold once
     */
    record Line(
            String productId,
            String name,
            int quantity,
            long amountPaise,
            @Nullable Plan plan) {

        long totalPaise() {
            return Math.multiplyExact(amountPaise, quantity);
        }
    }

    /** What {@code GET /checkouts/{id}} answers. */
    record Status(
            String id,
            Instant createdAt,
            String customerEmail,
            String customerName,
            @Nullable String paymentId,
            @Nullable PaymentStatus paymentStatus) {}

    long totalPaise() {
        return lines.stream().mapToLong(Line::totalPaise).reduce(0, Math::addExact);
    }

    /** What paying it begins; null if nothing of it recurs. */
    @Nullable
    Plan plan() {
        return lines.getFirst().plan();
    }

    boolean isOpen() {
        return payment == null || payment.status() == PaymentStatus.FAILED;
    }

    /** Of a checkout that has one. */
    Payment lastPayment() {
        return Objects.requireNonNull(payment);
    }

    Checkout with(Payment payment) {
        return new Checkout(sessionId, customer, lines, metadata, returnUrl, cancelUrl, createdAt, changes, payment);
    }

    Status status() {
        return new Status(
                sessionId,
                createdAt,
                customer.email(),
                customer.name(),
                payment == null ? null : payment.paymentId(),
                payment == null ? null : payment.status());
    }
}
