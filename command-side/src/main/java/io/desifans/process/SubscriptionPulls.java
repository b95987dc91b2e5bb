package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewaySubscriptions;
import io.desifans.billing.command.GatewaySubscriptions.Seen;
import io.desifans.billing.command.WebhookCommand;
import io.desifans.billing.command.WebhookCommand.FinishWebhook;
import io.desifans.billing.command.WebhookCommand.IgnoreWebhook;
import io.desifans.billing.command.WebhookCommand.LeaveWebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.MatchWebhook;
import io.desifans.command.Commands;
import io.desifans.process.Inbox.Message;
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
    private final Inbox inbox;

    SubscriptionPulls(Commands commands, GatewaySubscriptions gateway, SeenSubscriptions subscriptions, Inbox inbox) {
        super("subscription-pulls");
        this.commands = commands;
        this.inbox = inbox;
        this.gateway = gateway;
        this.subscriptions = subscriptions;
    }

    @Override
    protected boolean concerns(Event event) {
        if (!(event instanceof WebhookReceived e)) return Inbox.concerns(event);
        return e.type() != null && e.type().startsWith("subscription.");
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        inbox.take(name(), event, message, told -> {
            if (told.content() instanceof GatewayMessage.OfSubscription hint) take(told, hint, message);
        });
    }

    private void take(Message told, GatewayMessage.OfSubscription hint, EventMessage<?> cause) {
        try {
            seen(told, gateway.pull(hint.gatewaySubscriptionId()), cause);
        } catch (GatewayRefused e) {
            send(new LeaveWebhookUnmatched(told.inboxId(), told.variant()), cause);
        }
    }

    private void seen(Message told, Seen seen, EventMessage<?> cause) {
        PaymentInitiated agreed = subscriptions.agreed(seen);
        if (agreed == null) {
            send(new LeaveWebhookUnmatched(told.inboxId(), told.variant()), cause);
            return;
        }
        send(new MatchWebhook(told.inboxId(), told.variant(), agreed.transactionId(), agreed.userId()), cause);
        if (seen.status() == null) ignore(told, "unknown_status", cause);
        else if (subscriptions.isAsAgreed(seen, agreed)) {
            subscriptions.tell(name(), seen, agreed, cause);
            send(new FinishWebhook(told.inboxId(), told.variant()), cause);
        } else
            subscriptions
                    .plan(seen)
                    .ifPresentOrElse(
                            plan -> {
                                subscriptions.change(name(), seen, agreed, plan, cause);
                                send(new FinishWebhook(told.inboxId(), told.variant()), cause);
                            },
                            () -> ignore(told, "unknown_plan", cause));
    }

    private void ignore(Message told, String reason, EventMessage<?> cause) {
        send(new IgnoreWebhook(told.inboxId(), told.variant(), reason), cause);
    }

    private void send(WebhookCommand command, EventMessage<?> cause) {
        commands.sendAsSystem(name(), command, cause);
    }
}
