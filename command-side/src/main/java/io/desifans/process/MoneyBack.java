package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewayUnreachable;
import io.desifans.billing.command.PaymentGateway;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.RefundCommand.FailRefund;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.RefundCommand.ReturnDuplicate;
import io.desifans.billing.command.RefundCommand.ReturnPayment;
import io.desifans.billing.command.Refunds;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Asks for what nobody has to ask for to go back, once it is not disputed, and asks the gateway to send it. While the gateway cannot be reached it
 * asks again, for a day; then the refund has failed, and an admin may ask for another.
 */
@Component
final class MoneyBack extends Process {

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Commands commands;
    private final Facts facts;
    private final PaymentGateway gateway;
    private final Clock clock;

    MoneyBack(Commands commands, Facts facts, PaymentGateway gateway, Clock clock) {
        super("money-back");
        this.commands = commands;
        this.facts = facts;
        this.gateway = gateway;
        this.clock = clock;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof GrantRefused
                || event instanceof DuplicatePaymentDetected
                || event instanceof DisputeWon
                || event instanceof RefundRequested;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        switch (event) {
            case GrantRefused e ->
                mustBeDone(commands.sendAsSystem(name(), new ReturnPayment(e.transactionId()), message));
            case DuplicatePaymentDetected e ->
                mustBeDone(commands.sendAsSystem(
                        name(),
                        new ReturnDuplicate(e.transactionId(), e.gatewayPaymentId(), e.amountPaise()),
                        message));
            case DisputeWon e -> {
                if (PaymentState.of(facts, e.transactionId()).grantRefused())
                    mustBeDone(commands.sendAsSystem(name(), new ReturnPayment(e.transactionId()), message));
            }
            case RefundRequested e -> send(e, message);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    private void send(RefundRequested refund, EventMessage<?> message) {
        if (!Refunds.of(facts, refund.transactionId()).isOpen(refund.refundId())) return;
        try {
            GatewayMessage.OfRefund answer = gateway.refund(
                    refund.transactionId(), refund.refundId(), refund.gatewayPaymentId(), refund.amountPaise());
            mustBeDone(commands.sendAsSystem(
                    name(),
                    new RecordGatewayRefund(
                            refund.transactionId(),
                            refund.refundId(),
                            answer.gatewayRefundId(),
                            refund.gatewayPaymentId(),
                            answer.status(),
                            answer.amount(),
                            answer.currency()),
                    message));
        } catch (GatewayRefused e) {
            fail(refund, e.code(), message);
        } catch (GatewayUnreachable e) {
            if (clock.instant().isBefore(message.getTimestamp().plus(PATIENCE))) throw e;
            fail(refund, "GATEWAY_UNAVAILABLE", message);
        }
    }

    private void fail(RefundRequested refund, String reason, EventMessage<?> message) {
        mustBeDone(commands.sendAsSystem(
                name(), new FailRefund(refund.transactionId(), refund.refundId(), reason), message));
    }
}
