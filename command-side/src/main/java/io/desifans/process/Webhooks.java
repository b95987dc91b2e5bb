package io.desifans.process;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.DisputeCommand.RecordGatewayDispute;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.PaymentCommand.InitiateRenewal;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.WebhookCommand.FinishWebhook;
import io.desifans.billing.command.WebhookCommand.IgnoreWebhook;
import io.desifans.billing.command.WebhookCommand.LeaveWebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.MatchWebhook;
import io.desifans.command.Commands;
import io.desifans.process.Inbox.Message;
import io.desifans.web.Rejected;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Tells each payment what the gateway says of it. */
@Component
final class Webhooks extends Process {

    private static final Set<String> GONE = Set.of("BUYER_DELETED", "CREATOR_DELETED");

    private final Commands commands;
    private final Inbox inbox;
    private final KnownPayments payments;

    Webhooks(Commands commands, Inbox inbox, KnownPayments payments) {
        super("webhooks");
        this.commands = commands;
        this.inbox = inbox;
        this.payments = payments;
    }

    @Override
    protected boolean concerns(Event event) {
        return Inbox.concerns(event);
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        inbox.take(name(), event, message, told -> take(told, message));
    }

    private void take(Message told, EventMessage<?> cause) {
        UUID assigned = told.entry().assigned();
        switch (told.content()) {
            case GatewayMessage.Ignored ignored ->
                commands.sendAsSystem(
                        name(), new IgnoreWebhook(told.inboxId(), told.variant(), ignored.reason()), cause);
            case GatewayMessage.OfSubscription subscription -> {}
            case GatewayMessage.OfPayment payment ->
                settle(
                        told,
                        (assigned == null ? payment(payment, cause) : payments.initiated(assigned))
                                .filter(ours -> isRecorded(payment, ours, cause)),
                        cause);
            case GatewayMessage.OfDispute dispute ->
                settle(
                        told,
                        payments.find(dispute.gatewayPaymentId(), assigned)
                                .filter(ours -> isRecorded(dispute, ours, cause)),
                        cause);
            case GatewayMessage.OfRefund refund ->
                settle(
                        told,
                        payments.find(refund.gatewayPaymentId(), assigned == null ? refund.transactionId() : assigned)
                                .filter(ours -> isRecorded(refund, ours, cause)),
                        cause);
        }
    }

    /**
     * What the gateway charged by itself is a payment of its own, for the same as before. Where somebody is gone it is one
     * too many for what was agreed, and goes back.
     */
    private Optional<PaymentInitiated> payment(GatewayMessage.OfPayment message, EventMessage<?> cause) {
        boolean renewal = message.renewalOf() != null
                && payments.holder(message.gatewayPaymentId()).isEmpty();
        Optional<PaymentInitiated> named = payments.find(message.gatewayPaymentId(), message.transactionId());
        return renewal ? named.flatMap(agreed -> renewal(message, agreed, cause)) : named;
    }

    private Optional<PaymentInitiated> renewal(
            GatewayMessage.OfPayment message, PaymentInitiated agreed, EventMessage<?> cause) {
        UUID transactionId = DerivedId.of("Renewal", message.gatewayPaymentId());
        var command = new InitiateRenewal(transactionId, agreed.userId(), agreed.transactionId());
        Optional<Rejected> refusal = commands.sendAsSystem(name(), command, cause);
        if (refusal.isEmpty()) return payments.initiated(transactionId);
        return GONE.contains(refusal.get().code()) ? Optional.of(agreed) : Optional.empty();
    }

    private boolean isRecorded(GatewayMessage.OfPayment payment, PaymentInitiated ours, EventMessage<?> cause) {
        var command = new RecordGatewayPayment(
                ours.transactionId(),
                payment.gatewayPaymentId(),
                payment.status(),
                payment.amount(),
                payment.currency(),
                payment.errorCode());
        return commands.sendAsSystem(name(), command, cause).isEmpty();
    }

    private boolean isRecorded(GatewayMessage.OfRefund refund, PaymentInitiated ours, EventMessage<?> cause) {
        var command = new RecordGatewayRefund(
                ours.transactionId(),
                refund.refundId(),
                refund.gatewayRefundId(),
                refund.gatewayPaymentId(),
                refund.status(),
                refund.amount(),
                refund.currency());
        return commands.sendAsSystem(name(), command, cause).isEmpty();
    }

    private boolean isRecorded(GatewayMessage.OfDispute dispute, PaymentInitiated ours, EventMessage<?> cause) {
        var command = new RecordGatewayDispute(
                ours.transactionId(),
                dispute.gatewayDisputeId(),
                dispute.gatewayPaymentId(),
                dispute.outcome(),
                dispute.amount(),
                dispute.currency());
        return commands.sendAsSystem(name(), command, cause).isEmpty();
    }

    private void settle(Message told, Optional<PaymentInitiated> recorded, EventMessage<?> cause) {
        recorded.ifPresentOrElse(
                ours -> {
                    commands.sendAsSystem(
                            name(),
                            new MatchWebhook(told.inboxId(), told.variant(), ours.transactionId(), ours.userId()),
                            cause);
                    commands.sendAsSystem(name(), new FinishWebhook(told.inboxId(), told.variant()), cause);
                },
                () -> commands.sendAsSystem(name(), new LeaveWebhookUnmatched(told.inboxId(), told.variant()), cause));
    }
}
