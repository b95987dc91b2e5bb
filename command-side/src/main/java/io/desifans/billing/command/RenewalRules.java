package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.RenewalPlanChanged;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.billing.command.PaymentCommand.ChangeRenewalPlan;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.billing.command.PaymentCommand.InitiateRenewal;
import io.desifans.billing.command.SubscriptionCommand.EndRenewal;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** When a membership may renew by itself, and what its gateway may be asked. */
public final class RenewalRules {

    private RenewalRules() {}

    /** What is free needs no renewal (422), and nobody pays twice for the same months (409). */
    static void mayBegin(InitiatePayment c, Offer offer, Facts facts) {
        if (offer.amountPaise() == 0)
            throw Rejected.unprocessable(
                    "AUTO_RENEW_NOT_OFFERED",
                    "autoRenew",
                    "What is free is taken again, and does not renew by itself.");
        var subscriptionId =
                DerivedId.of("subscriptions", c.userId(), c.entityId().toString());
        if (Renewals.of(facts, subscriptionId).goOn())
            throw Rejected.conflict("ALREADY_RENEWS", "autoRenew", "This membership renews by itself already.");
    }

    /** The same for the same price. Who is erased, or whose creator is gone, is not charged again (409). */
    static PaymentInitiated initiated(InitiateRenewal c, Facts facts) {
        PaymentState agreed = PaymentState.of(facts, c.renews());
        PaymentInitiated first = agreed.renewed();
        if (first == null || agreed.renewal() == null || !first.userId().equals(c.userId()))
            throw PaymentCommand.unknown();
        if (!UserFacts.of(facts, first.userId()).here())
            throw Rejected.conflict("BUYER_DELETED", "The buyer does not exist any more.");
        if (!CreatorFacts.of(facts, first.creatorId()).here()) throw CreatorFacts.deleted();
        return new PaymentInitiated(
                c.transactionId(),
                first.userId(),
                first.creatorId(),
                first.type(),
                first.entityId(),
                first.title(),
                first.months(),
                first.amountPaise(),
                first.platformFeePaise(),
                first.creatorAmountPaise(),
                null);
    }

    /** Nothing if that is so already. 409 for what does not renew, 404 where there is no such tier. */
    static Optional<RenewalPlanChanged> changed(ChangeRenewalPlan c, PaymentState state, Facts facts) {
        PaymentInitiated before = state.renewed();
        if (before == null || state.renewal() == null || state.isRenewal())
            throw Rejected.conflict("NOT_RENEWING", "This payment does not begin a renewing subscription.");
        if (before.entityId().equals(c.membershipId()) && before.amountPaise() == c.amountPaise())
            return Optional.empty();
        MembershipOffered tier = facts.fold(
                        c.membershipId(),
                        Optional.<MembershipOffered>empty(),
                        (found, event) -> event instanceof MembershipOffered e ? Optional.of(e) : found)
                .orElseThrow(() -> Rejected.unknown("membershipId", "membership"));
        return Optional.of(new RenewalPlanChanged(
                c.transactionId(),
                before.userId(),
                tier.creatorId(),
                c.membershipId(),
                tier.title(),
                c.months(),
                c.amountPaise()));
    }

    /** What ends already need not be told to end, unless it is to end at once. */
    static boolean isToEnd(EndRenewal c, GatewaySubscriptionObserved live) {
        boolean meant = c.agreedWith() == null || c.agreedWith().equals(live.transactionId());
        return meant && (c.now() || !live.cancelsAtPeriodEnd());
    }

    /**
     * Whether the last payment of a renewing subscription went back, so that nothing of what it charges for is left.
     *
     * @param agreedWith the payment with which its renewals were agreed
     */
    public static boolean isPaidBack(Facts facts, UUID subscriptionId, UUID agreedWith) {
        List<UUID> paid = new ArrayList<>();
        Set<UUID> back = new HashSet<>();
        facts.fold(subscriptionId, paid, (before, event) -> {
            if (event instanceof GrantAdded e) paid.add(e.transactionId());
            if (event instanceof GrantRemoved e) back.add(e.transactionId());
            if (event instanceof GrantRestored e) back.remove(e.transactionId());
            return before;
        });
        return paid.reversed().stream()
                .filter(payment ->
                        agreedWith.equals(PaymentState.of(facts, payment).agreedWith()))
                .findFirst()
                .filter(back::contains)
                .isPresent();
    }

    /** False if it is so already; 409 if the gateway would refuse it. */
    static boolean isToBeAsked(RenewalChange change, GatewaySubscriptionObserved current) {
        SubscriptionStatus status = current.gatewayStatus();
        return switch (change) {
            case CANCEL_NOW -> true;
            case CANCEL_AT_PERIOD_END -> !current.cancelsAtPeriodEnd();
            case KEEP -> current.cancelsAtPeriodEnd();
            case PAUSE -> {
                if (status == SubscriptionStatus.PAUSED) yield false;
                if (status != SubscriptionStatus.ACTIVE)
                    throw Rejected.conflict("NOT_ACTIVE", "Only a subscription that is paid for is paused.");
                yield true;
            }
            case RESUME -> {
                if (status == SubscriptionStatus.ACTIVE) yield false;
                if (status != SubscriptionStatus.PAUSED)
                    throw Rejected.conflict("NOT_PAUSED", "Only a paused subscription is resumed.");
                yield true;
            }
        };
    }
}
