package io.desifans.billing.command;

import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.command.ChosenId;
import io.desifans.command.Founding;
import io.desifans.command.MoneyCommand;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a buyer, the gateway and the processes may do with a payment. */
public sealed interface PaymentCommand extends MoneyCommand {

    @TargetAggregateIdentifier
    UUID transactionId();

    /**
     * @param entityId the membership, post or service, by type
     * @param months 1, 3, 6 or 12 for a membership, null for anything else
     * @param returnUrl where the buyer's browser goes after paying; at most 2048 characters
     * @param autoRenew whether it is paid again by itself when its months are over
     */
    @SentBy(Sender.USER)
    @Founding
    record InitiatePayment(
            UUID transactionId,
            String userId,
            PaymentType type,
            UUID entityId,
            @Nullable Integer months,
            @Nullable String returnUrl,
            boolean autoRenew)
            implements PaymentCommand {

        /** For what is paid once. */
        InitiatePayment(
                UUID transactionId,
                String userId,
                PaymentType type,
                UUID entityId,
                @Nullable Integer months,
                @Nullable String returnUrl) {
            this(transactionId, userId, type, entityId, months, returnUrl, false);
        }

        public InitiatePayment {
            ChosenId.check("transactionId", transactionId);
            Shape.present("type", type);
            Shape.present("entityId", entityId);
            if (type == PaymentType.MEMBERSHIP)
                Shape.require(
                        "duration",
                        months != null && MembershipPrice.durations().contains(months),
                        "duration must be 1, 3, 6 or 12 months.");
            else Shape.require("duration", months == null, "Only a membership has a duration.");
            Shape.require("autoRenew", !autoRenew || type == PaymentType.MEMBERSHIP, "Only a membership renews.");
            if (returnUrl != null) Shape.line("returnUrl", returnUrl, 1, 2048);
        }

        boolean isRepeatOf(PaymentInitiated e) {
            return userId.equals(e.userId())
                    && type == e.type()
                    && entityId.equals(e.entityId())
                    && Objects.equals(months, e.months())
                    && Objects.equals(returnUrl, e.returnUrl());
        }
    }

    /**
     * The gateway has charged a subscription by itself.
     *
     * @param renews the payment with which that was agreed
     */
    @SentBy(Sender.SYSTEM)
    record InitiateRenewal(UUID transactionId, String userId, UUID renews) implements PaymentCommand {}

    /**
     * At the gateway, what renews was changed to another tier.
     *
     * @param months and {@code amountPaise} of each renewal
     */
    @SentBy(Sender.SYSTEM)
    record ChangeRenewalPlan(UUID transactionId, UUID membershipId, int months, long amountPaise)
            implements PaymentCommand {}

    @SentBy(Sender.USER)
    record CancelPayment(UUID transactionId, String userId) implements PaymentCommand {}

    /** @param paymentUrl the page on which the buyer pays */
    @SentBy(Sender.SYSTEM)
    record OpenCheckoutSession(UUID transactionId, String gatewaySessionId, String paymentUrl)
            implements PaymentCommand {}

    /** @param reason the gateway's code */
    @SentBy(Sender.SYSTEM)
    record FailCheckout(UUID transactionId, @Nullable String reason) implements PaymentCommand {}

    /** Nobody has paid in time; who pays later still gets it. */
    @SentBy(Sender.SYSTEM)
    record ExpirePayment(UUID transactionId) implements PaymentCommand {}

    /**
     * What the gateway said of one of its payments.
     *
     * @param amount in the currency's smallest unit, within ±(2^53−1)
     * @param errorCode why it failed; null if it did not, or the gateway does not say
     */
    @SentBy(Sender.SYSTEM)
    record RecordGatewayPayment(
            UUID transactionId,
            String gatewayPaymentId,
            GatewayStatus status,
            long amount,
            String currency,
            @Nullable String errorCode)
            implements PaymentCommand {

        public RecordGatewayPayment {
            Shape.line("payment_id", gatewayPaymentId, 1, 255);
            Shape.line("currency", currency, 1, 255);
            Shape.optionalText("error_code", errorCode, 0, 255);
        }
    }

    /** What is to become of what the gateway took instead of what was agreed. */
    @SentBy(Sender.ADMIN)
    record DecideMismatch(UUID transactionId, String gatewayPaymentId, MismatchDecision decision)
            implements PaymentCommand {

        public DecideMismatch {
            Shape.present("gatewayPaymentId", gatewayPaymentId);
            Shape.line("gatewayPaymentId", gatewayPaymentId, 1, 255);
            Shape.present("decision", decision);
        }
    }

    @SentBy(Sender.SYSTEM)
    record RefuseGrant(UUID transactionId, GrantRefusal reason) implements PaymentCommand {}

    /** 404: to anyone but its buyer a payment is not there. */
    static Rejected unknown() {
        return Rejected.notFound("payment");
    }
}
