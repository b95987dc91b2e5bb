package io.desifans.process;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.GatewayProduct;
import io.desifans.billing.command.GatewayProduct.Plan;
import io.desifans.billing.command.GatewaySubscriptions;
import io.desifans.billing.command.GatewaySubscriptions.Seen;
import io.desifans.billing.command.PaymentCommand.ChangeRenewalPlan;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.SubscriptionCommand.ObserveRenewal;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells a subscription how the gateway's own was seen to stand, whoever asked the gateway for it. */
@Component
final class SeenSubscriptions {

    private final Commands commands;
    private final Facts facts;
    private final GatewaySubscriptions gateway;
    private final Clock clock;

    SeenSubscriptions(Commands commands, Facts facts, GatewaySubscriptions gateway, Clock clock) {
        this.gateway = gateway;
        this.commands = commands;
        this.facts = facts;
        this.clock = clock;
    }

    /** The payment with which it was begun, for what it renews by now; null if it was not begun here. */
    @Nullable
    PaymentInitiated agreed(Seen seen) {
        if (seen.transactionId() == null) return null;
        PaymentState payment = PaymentState.of(facts, seen.transactionId());
        return payment.renewal() == null || payment.isRenewal() ? null : payment.renewed();
    }

    /** Whether it still sells what was agreed. */
    boolean isAsAgreed(Seen seen, PaymentInitiated agreed) {
        return GatewayProduct.isOf(facts, GatewayProduct.recurring(agreed), seen.gatewayProductId());
    }

    /** What it sells instead; nothing if that is not known here. */
    Optional<Plan> plan(Seen seen) {
        return gateway.ourProduct(seen.gatewayProductId())
                .flatMap(ours -> GatewayProduct.planOf(facts, ours, seen.gatewayProductId()));
    }

    /**
     * What was agreed ends with what is paid for. From the next renewal on it is the other tier that is paid for, so until then
     * there is nothing of it.
     */
    void change(String process, Seen seen, PaymentInitiated agreed, Plan plan, EventMessage<?> cause) {
        tell(process, seen.ended(), agreed, cause);
        var command =
                new ChangeRenewalPlan(agreed.transactionId(), plan.membershipId(), plan.months(), plan.amountPaise());
        Process.mustBeDone(commands.sendAsSystem(process, command, cause));
        tell(process, seen, Objects.requireNonNull(agreed(seen)), cause);
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
