package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.SubscriptionEvent.RenewalChangeRequested;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewaySubscriptions;
import io.desifans.billing.command.GatewaySubscriptions.Seen;
import io.desifans.billing.command.GatewayUnreachable;
import io.desifans.billing.command.Renewals;
import io.desifans.billing.command.SubscriptionCommand.AnswerRenewalChange;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway once for a change of its subscription; whatever it answers, the subscription follows the gateway. While
 * the gateway cannot be reached it asks again, for a day.
 */
@Component
final class RenewalChanges extends Process {

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Commands commands;
    private final Facts facts;
    private final GatewaySubscriptions gateway;
    private final SeenSubscriptions subscriptions;
    private final Clock clock;

    RenewalChanges(
            Commands commands,
            Facts facts,
            GatewaySubscriptions gateway,
            SeenSubscriptions subscriptions,
            Clock clock) {
        super("renewal-changes");
        this.commands = commands;
        this.facts = facts;
        this.gateway = gateway;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof RenewalChangeRequested;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (!(event instanceof RenewalChangeRequested request)) return;
        if (Renewals.of(facts, request.subscriptionId())
                .open(request.requestId())
                .isEmpty()) return;
        var answer = new AnswerRenewalChange(request.subscriptionId(), request.requestId(), refusal(request, message));
        mustBeDone(commands.sendAsSystem(name(), answer, message));
    }

    /** Null if it is done. */
    private @Nullable String refusal(RenewalChangeRequested request, EventMessage<?> message) {
        try {
            tell(gateway.change(request.gatewaySubscriptionId(), request.change()), message);
            return null;
        } catch (GatewayRefused refused) {
            return isSo(request, message) ? null : refused.code();
        } catch (GatewayUnreachable e) {
            if (clock.instant().isBefore(message.getTimestamp().plus(PATIENCE))) throw e;
            return "GATEWAY_UNAVAILABLE";
        }
    }

    /** What it refuses may have been done by a call before a crash. */
    private boolean isSo(RenewalChangeRequested request, EventMessage<?> message) {
        try {
            Seen seen = gateway.pull(request.gatewaySubscriptionId());
            tell(seen, message);
            return seen.isAfter(request.change());
        } catch (GatewayRefused unknown) {
            return false;
        }
    }

    private void tell(Seen seen, EventMessage<?> message) {
        PaymentInitiated agreed = subscriptions.agreed(seen);
        if (agreed != null && seen.status() != null) subscriptions.tell(name(), seen, agreed, message);
    }
}
