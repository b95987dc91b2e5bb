package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.command.MoneyCommand;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a fan and the processes may do with a subscription, besides paying for it. */
public sealed interface SubscriptionCommand extends MoneyCommand {

    @TargetAggregateIdentifier
    UUID subscriptionId();

    /** Asks the gateway, which may refuse; undone and done already are fine. */
    @SentBy(Sender.USER)
    record ChangeRenewal(UUID subscriptionId, String userId, RenewalChange change) implements SubscriptionCommand {}

    /**
     * @param agreedWith the payment with which the renewals that end were agreed; null for all
     * @param now or else at the end of what is paid for
     */
    @SentBy(Sender.SYSTEM)
    record EndRenewal(UUID subscriptionId, @Nullable UUID agreedWith, boolean now) implements SubscriptionCommand {}

    /** @param refusal the gateway's word for why it did not do it; null if it did */
    @SentBy(Sender.SYSTEM)
    record AnswerRenewalChange(
            UUID subscriptionId, UUID requestId, @Nullable String refusal) implements SubscriptionCommand {}

    /**
     * How the gateway's own subscription stands.
     *
     * @param transactionId the payment with which it was begun
     * @param at UTC; when that was seen
     */
    @SentBy(Sender.SYSTEM)
    record ObserveRenewal(
            String userId,
            UUID membershipId,
            String creatorId,
            UUID transactionId,
            String gatewaySubscriptionId,
            SubscriptionStatus status,
            boolean cancelsAtPeriodEnd,
            @Nullable Instant nextBillingAt,
            Instant at)
            implements SubscriptionCommand {

        public ObserveRenewal {
            Shape.line("subscription_id", gatewaySubscriptionId, 1, 255);
        }

        GatewaySubscriptionObserved observed() {
            return new GatewaySubscriptionObserved(
                    subscriptionId(),
                    gatewaySubscriptionId,
                    userId,
                    creatorId,
                    membershipId,
                    transactionId,
                    status,
                    cancelsAtPeriodEnd,
                    nextBillingAt);
        }

        @Override
        public UUID subscriptionId() {
            return DerivedId.of("subscriptions", userId, membershipId.toString());
        }
    }

    /** @param at UTC; nothing happens if more is paid for, or it renews */
    @SentBy(Sender.SYSTEM)
    record ExpireSubscription(UUID subscriptionId, Instant at) implements SubscriptionCommand {}

    /** 404: to anyone but its fan a subscription is not there. */
    static Rejected unknown() {
        return Rejected.notFound("subscription");
    }
}
