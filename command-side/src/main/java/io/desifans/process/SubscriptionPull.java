package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.command.GatewayPayments;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewaySubscriptions;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.Renewals;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks the gateway for a subscription that should have been paid again, or have ended there, and of which nothing is heard. */
@Component
final class SubscriptionPull extends Timer {

    private final Facts facts;
    private final Claims claims;
    private final GatewaySubscriptions subscriptions;
    private final GatewayPayments payments;

    SubscriptionPull(Facts facts, Claims claims, GatewaySubscriptions subscriptions, GatewayPayments payments) {
        super("subscription-pull");
        this.facts = facts;
        this.claims = claims;
        this.subscriptions = subscriptions;
        this.payments = payments;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case GrantAdded e -> setting(e.subscriptionId(), e.periodEnd());
                    case GrantRemoved e -> setting(e.subscriptionId(), e.periodEnd());
                    case GatewaySubscriptionObserved e ->
                        e.nextBillingAt() == null || e.gatewayStatus().isEnded()
                                ? null
                                : setting(e.subscriptionId(), e.nextBillingAt());
                    default -> null;
                });
    }

    private static Setting setting(UUID subscriptionId, Instant periodEnd) {
        return new Setting(subscriptionId.toString(), periodEnd.plus(Patience.FIRST));
    }

    @Override
    protected List<? extends Command> due(String id, Instant at) {
        List<Command> found = new ArrayList<>();
        for (GatewaySubscriptionObserved live :
                Renewals.of(facts, UUID.fromString(id)).live())
            try {
                String subscription = live.gatewaySubscriptionId();
                payments.chargesOf(subscription).stream()
                        .filter(this::isUnknown)
                        .map(payments::payment)
                        .forEach(found::add);
                if (!subscriptions.pull(subscription).isAs(live)) found.add(payments.subscription(subscription));
            } catch (GatewayRefused unknown) {
                // It is not there any more, so it is not charged either.
            }
        return found;
    }

    private boolean isUnknown(String gatewayPaymentId) {
        return claims.holderOf(ClaimKind.GATEWAY_PAYMENT, gatewayPaymentId)
                .map(ours -> PaymentState.of(facts, UUID.fromString(ours)))
                .map(ours -> ours.status().isOpen())
                .orElse(true);
    }

    /** What is paid for longer is looked at when that is over. */
    @Override
    protected Optional<Instant> again(String id, Instant now) {
        UUID subscriptionId = UUID.fromString(id);
        if (Renewals.of(facts, subscriptionId).live().isEmpty()) return Optional.empty();
        Instant end = facts.fold(subscriptionId, Instant.EPOCH, (before, event) -> switch (event) {
            case GrantAdded e -> e.periodEnd();
            case GrantRemoved e -> e.periodEnd();
            case GatewaySubscriptionObserved e ->
                before.equals(Instant.EPOCH) && e.nextBillingAt() != null ? e.nextBillingAt() : before;
            default -> before;
        });
        return now.isBefore(end) ? Optional.of(end.plus(Patience.FIRST)) : Patience.next(end, now);
    }
}
