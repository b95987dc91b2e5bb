package io.desifans.process;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.GatewayProduct;
import io.desifans.billing.command.GatewaySubscriptions.Seen;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.SubscriptionCommand.ObserveRenewal;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import java.time.Clock;
import java.util.Objects;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells a subscription how the gateway's own was seen to stand, whoever asked the gateway for it. */
@Component
final class SeenSubscriptions {

    private final Commands commands;
    private final Facts facts;
    private final Clock clock;

    SeenSubscriptions(Commands commands, Facts facts, Clock clock) {
        this.commands = commands;
        this.facts = facts;
        this.clock = clock;
    }

    /** The payment with which it was begun; null if it was not begun here. */
    @Nullable
    PaymentInitiated agreed(Seen seen) {
        if (seen.transactionId() == null) return null;
        PaymentState payment = PaymentState.of(facts, seen.transactionId());
        return payment.renewal() == null || payment.isRenewal() ? null : payment.initiated();
    }

    /** Whether it still sells what was agreed. */
    boolean isAsAgreed(Seen seen, PaymentInitiated agreed) {
        return GatewayProduct.isOf(facts, GatewayProduct.recurring(agreed), seen.gatewayProductId());
    }

    void tell(String process, Seen seen, PaymentInitiated agreed, EventMessage<?> cause) {
        var command = new ObserveRenewal(
                agreed.userId(),
                agreed.entityId(),
                agreed.creatorId(),
                agreed.transactionId(),
                seen.gatewaySubscriptionId(),
                Objects.requireNonNull(seen.status()),
                seen.cancelsAtPeriodEnd(),
                seen.nextBillingAt(),
                clock.instant());
        Process.mustBeDone(commands.sendAsSystem(process, command, cause));
    }
}
