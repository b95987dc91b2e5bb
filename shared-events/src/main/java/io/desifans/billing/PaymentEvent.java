package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a payment (table {@code paymentTransaction}). What is bought and for how much is fixed at its start. */
public sealed interface PaymentEvent extends Event {

    UUID transactionId();

    /**
     * @param userId who pays
     * @param creatorId who earns
     * @param entityId the membership, post or service, by type
     * @param title of what is bought, as it was then
     * @param months 1, 3, 6 or 12 for a membership, else null
     * @param amountPaise what the buyer pays; the fee and the creator's part add up to it
     * @param returnUrl where the buyer's browser goes after paying
     */
    record PaymentInitiated(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            PaymentType type,
            UUID entityId,
            @Personal(of = "creatorId") @Nullable String title,
            @Nullable Integer months,
            long amountPaise,
            long platformFeePaise,
            long creatorAmountPaise,
            @Personal(of = "userId") @Nullable String returnUrl)
            implements PaymentEvent {}

    /**
     * It is to be paid again by itself when its time is over.
     *
     * @param renews the payment with which that was agreed; null for that payment itself
     */
    record RenewalAgreed(
            UUID transactionId,
            @Person String userId,
            @Nullable UUID renews) implements PaymentEvent {}

    /**
     * At the gateway, what renews was changed to another tier. From the next renewal on that one is paid for.
     *
     * @param creatorId of that tier
     * @param title of that tier
     * @param amountPaise what each renewal costs
     */
    record RenewalPlanChanged(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            @Personal(of = "creatorId") @Nullable String title,
            int months,
            long amountPaise)
            implements PaymentEvent {}

    /** @param paymentUrl the gateway's page; whoever has it can pay */
    record CheckoutSessionOpened(
            UUID transactionId,
            @Person String userId,
            String gatewaySessionId,
            @Personal(of = "userId") @Nullable String paymentUrl)
            implements PaymentEvent {}

    record PaymentProcessing(UUID transactionId, @Person String userId, String gatewayPaymentId)
            implements PaymentEvent {}

    /**
     * The money was taken.
     *
     * @param gatewayPaymentId the gateway's payment that won; null where nothing was to be paid
     * @param lateSuccess whether the payment had been given up before
     */
    record PaymentCompleted(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            PaymentType type,
            UUID entityId,
            @Nullable Integer months,
            long amountPaise,
            long platformFeePaise,
            long creatorAmountPaise,
            @Nullable String gatewayPaymentId,
            boolean lateSuccess)
            implements PaymentEvent {}

    /** @param reason the gateway's code, such as {@code card_declined}; null if it gave none */
    record PaymentFailed(
            UUID transactionId,
            @Person String userId,
            @Nullable String gatewayPaymentId,
            @Nullable String reason) implements PaymentEvent {}

    record PaymentCancelled(
            UUID transactionId,
            @Person String userId,
            @Nullable String gatewayPaymentId,
            CancelCause cause) implements PaymentEvent {}

    /** The gateway took another amount or currency than was agreed: nothing is granted, an admin decides. */
    record PaymentAmountMismatchDetected(
            UUID transactionId,
            @Person String userId,
            String gatewayPaymentId,
            long expectedPaise,
            long seenAmount,
            String seenCurrency)
            implements PaymentEvent {}

    /**
     * What is to become of money that was not what was agreed.
     *
     * @param expectedPaise what was agreed
     * @param seenAmount in the currency's smallest unit, as it was detected
     */
    record AmountMismatchResolved(
            UUID transactionId,
            @Person String userId,
            String gatewayPaymentId,
            long expectedPaise,
            long seenAmount,
            String seenCurrency,
            MismatchResolution resolution)
            implements PaymentEvent {}

    /** A second payment of the gateway succeeded for the same transaction: it has to go back. */
    record DuplicatePaymentDetected(
            UUID transactionId, @Person String userId, String gatewayPaymentId, long amountPaise)
            implements PaymentEvent {}

    /** The gateway said something that cannot follow what it said before; nothing else changes. */
    record PaymentAnomalyRecorded(
            UUID transactionId, @Person String userId, String gatewayPaymentId, String seenStatus)
            implements PaymentEvent {}

    /** The money was taken, but what it was for cannot be given: it has to go back. */
    record GrantRefused(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            GrantRefusal reason) implements PaymentEvent {}
}
