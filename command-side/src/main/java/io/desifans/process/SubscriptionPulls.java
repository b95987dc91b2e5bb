package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewaySubscriptions;
import io.desifans.billing.command.GatewaySubscriptions.Seen;
import io.desifans.billing.command.Webhook;
import io.desifans.billing.command.WebhookCommand;
import io.desifans.billing.command.WebhookCommand.FinishWebhook;
import io.desifans.billing.command.WebhookCommand.IgnoreWebhook;
import io.desifans.billing.command.WebhookCommand.LeaveWebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.MatchWebhook;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway how a subscription stands whenever it says that something has become of it: what it says itself may be
 * late. While it cannot be asked its messages about subscriptions wait, and those about payments do not.
 */
@Component
final class SubscriptionPulls extends Process {

    private final Commands commands;
    private final GatewaySubscriptions gateway;
    private final SeenSubscriptions subscriptions;
    private final Facts facts;

    SubscriptionPulls(Commands commands, GatewaySubscriptions gateway, SeenSubscriptions subscriptions, Facts facts) {
        super("subscription-pulls");
        this.commands = commands;
        this.facts = facts;
        this.gateway = gateway;
        this.subscriptions = subscriptions;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof WebhookReceived e
                && e.type() != null
                && e.type().startsWith("subscription.");
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (!(event instanceof WebhookReceived received) || received.body() == null) return;
        if (!(GatewayMessage.of(received.body()) instanceof GatewayMessage.OfSubscription hint)) return;
        if (Webhook.isSettled(facts, received.inboxId(), received.variant())) return;
        try {
            seen(received, gateway.pull(hint.gatewaySubscriptionId()), message);
        } catch (GatewayRefused e) {
            send(new LeaveWebhookUnmatched(received.inboxId(), received.variant()), message);
        }
    }

    private void seen(WebhookReceived received, Seen seen, EventMessage<?> cause) {
        PaymentInitiated agreed = subscriptions.agreed(seen);
        if (agreed == null) {
            send(new LeaveWebhookUnmatched(received.inboxId(), received.variant()), cause);
            return;
        }
        send(new MatchWebhook(received.inboxId(), received.variant(), agreed.transactionId(), agreed.userId()), cause);
        if (seen.status() == null) ignore(received, "unknown_status", cause);
        else if (!subscriptions.isAsAgreed(seen, agreed)) ignore(received, "unknown_plan", cause);
        else {
            subscriptions.tell(name(), seen, agreed, cause);
            send(new FinishWebhook(received.inboxId(), received.variant()), cause);
        }
    }

    private void ignore(WebhookReceived received, String reason, EventMessage<?> cause) {
        send(new IgnoreWebhook(received.inboxId(), received.variant(), reason), cause);
    }

    private void send(WebhookCommand command, EventMessage<?> cause) {
        commands.sendAsSystem(name(), command, cause);
    }
}
