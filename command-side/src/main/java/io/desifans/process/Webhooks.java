package io.desifans.process;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.command.DisputeCommand.RecordGatewayDispute;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.PaymentCommand.InitiateRenewal;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.WebhookCommand.FinishWebhook;
import io.desifans.billing.command.WebhookCommand.IgnoreWebhook;
import io.desifans.billing.command.WebhookCommand.LeaveWebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.MatchWebhook;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.web.Rejected;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells each payment what the gateway says of it. */
@Component
final class Webhooks extends Process {

    private static final Set<String> GONE = Set.of("BUYER_DELETED", "CREATOR_DELETED");

    private final Commands commands;
    private final Claims claims;
    private final Facts facts;

    Webhooks(Commands commands, Claims claims, Facts facts) {
        super("webhooks");
        this.commands = commands;
        this.claims = claims;
        this.facts = facts;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof WebhookReceived;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (!(event instanceof WebhookReceived received) || received.body() == null) return;
        switch (GatewayMessage.of(received.body())) {
            case GatewayMessage.Ignored ignored ->
                commands.sendAsSystem(
                        name(), new IgnoreWebhook(received.inboxId(), received.variant(), ignored.reason()), message);
            case GatewayMessage.OfSubscription subscription -> {}
            case GatewayMessage.OfPayment payment ->
                payment(payment, message)
                        .filter(ours -> isRecorded(payment, ours, message))
                        .ifPresentOrElse(ours -> finish(received, ours, message), () -> leave(received, message));
            case GatewayMessage.OfDispute dispute ->
                payment(dispute.gatewayPaymentId(), null)
                        .filter(ours -> isRecorded(dispute, ours, message))
                        .ifPresentOrElse(ours -> finish(received, ours, message), () -> leave(received, message));
            case GatewayMessage.OfRefund refund ->
                payment(refund.gatewayPaymentId(), refund.transactionId())
                        .filter(ours -> isRecorded(refund, ours, message))
                        .ifPresentOrElse(ours -> finish(received, ours, message), () -> leave(received, message));
        }
    }

    /** By the gateway's id of the payment if it was told of before, else by our id; never by a person's address. */
    private Optional<PaymentInitiated> payment(String gatewayPaymentId, @Nullable UUID ourId) {
        return known(gatewayPaymentId).or(() -> Optional.ofNullable(ourId)).flatMap(this::initiated);
    }

    /**
     * What the gateway charged by itself is a payment of its own, for the same as before. Where somebody is gone it is one
     * too many for what was agreed, and goes back.
     */
    private Optional<PaymentInitiated> payment(GatewayMessage.OfPayment message, EventMessage<?> cause) {
        boolean renewal =
                message.renewalOf() != null && known(message.gatewayPaymentId()).isEmpty();
        Optional<PaymentInitiated> named = payment(message.gatewayPaymentId(), message.transactionId());
        return renewal ? named.flatMap(agreed -> renewal(message, agreed, cause)) : named;
    }

    private Optional<PaymentInitiated> renewal(
            GatewayMessage.OfPayment message, PaymentInitiated agreed, EventMessage<?> cause) {
        UUID transactionId = DerivedId.of("Renewal", message.gatewayPaymentId());
        var command = new InitiateRenewal(transactionId, agreed.userId(), agreed.transactionId());
        Optional<Rejected> refusal = commands.sendAsSystem(name(), command, cause);
        if (refusal.isEmpty()) return initiated(transactionId);
        return GONE.contains(refusal.get().code()) ? Optional.of(agreed) : Optional.empty();
    }

    private Optional<UUID> known(String gatewayPaymentId) {
        return claims.holderOf(ClaimKind.GATEWAY_PAYMENT, gatewayPaymentId).map(UUID::fromString);
    }

    private Optional<PaymentInitiated> initiated(UUID transactionId) {
        return Optional.ofNullable(PaymentState.of(facts, transactionId).initiated());
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

    private void finish(WebhookReceived received, PaymentInitiated ours, EventMessage<?> cause) {
        commands.sendAsSystem(
                name(),
                new MatchWebhook(received.inboxId(), received.variant(), ours.transactionId(), ours.userId()),
                cause);
        commands.sendAsSystem(name(), new FinishWebhook(received.inboxId(), received.variant()), cause);
    }

    private void leave(WebhookReceived received, EventMessage<?> cause) {
        commands.sendAsSystem(name(), new LeaveWebhookUnmatched(received.inboxId(), received.variant()), cause);
    }
}
