package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeUpdated;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.PaymentCommand.RefuseGrant;
import io.desifans.billing.command.PaymentState;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.services.CancelledBy;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderExpired;
import io.desifans.services.ServiceOrderEvent.OrderPlaced;
import io.desifans.services.command.ServiceOrderCommand.CancelRefundedOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelUnpaidOrder;
import io.desifans.services.command.ServiceOrderCommand.MarkOrderPaid;
import io.desifans.services.command.ServiceOrderCommand.PlaceOrder;
import io.desifans.web.Rejected;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Lets the order of a service follow its payment: placed, paid, or given up; where it is impossible, the payment says why. */
@Component
final class ServiceOrders extends Process {

    private final Commands commands;
    private final Facts facts;

    ServiceOrders(Commands commands, Facts facts) {
        super("service-orders");
        this.commands = commands;
        this.facts = facts;
    }

    @Override
    protected boolean concerns(Event event) {
        return switch (event) {
            case PaymentInitiated e -> e.type() == PaymentType.SERVICE;
            case PaymentCompleted e -> e.type() == PaymentType.SERVICE;
            case PaymentFailed e -> true;
            case PaymentCancelled e -> true;
            case RefundSucceeded e -> e.full() && e.type() == PaymentType.SERVICE;
            case DisputeLost e -> e.type() == PaymentType.SERVICE && e.outcome().isFinal();
            case DisputeUpdated e -> e.outcome().isLost();
            case OrderCancelled e -> e.cancelledBy() == CancelledBy.CREATOR;
            case OrderExpired e -> true;
            default -> false;
        };
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        switch (event) {
            case PaymentInitiated e ->
                mustBeDone(commands.sendAsSystem(name(), new PlaceOrder(e.transactionId()), message));
            case PaymentCompleted e ->
                commands.sendAsSystem(name(), new MarkOrderPaid(e.transactionId()), message)
                        .ifPresent(refused -> mustBeDone(commands.sendAsSystem(
                                name(), new RefuseGrant(e.transactionId(), refusal(refused)), message)));
            case PaymentFailed e ->
                mustBeDone(commands.sendAsSystem(name(), new CancelUnpaidOrder(e.transactionId()), message));
            case PaymentCancelled e ->
                mustBeDone(commands.sendAsSystem(name(), new CancelUnpaidOrder(e.transactionId()), message));
            case RefundSucceeded e ->
                commands.sendAsSystem(name(), new CancelRefundedOrder(e.transactionId()), message);
            case DisputeLost e -> commands.sendAsSystem(name(), new CancelRefundedOrder(e.transactionId()), message);
            case DisputeUpdated e -> commands.sendAsSystem(name(), new CancelRefundedOrder(e.transactionId()), message);
            case OrderCancelled e ->
                paymentOf(e.orderId())
                        .ifPresent(payment -> mustBeDone(commands.sendAsSystem(
                                name(), new RefuseGrant(payment, GrantRefusal.ORDER_CANCELLED), message)));
            case OrderExpired e ->
                mustBeDone(commands.sendAsSystem(
                        name(), new RefuseGrant(e.transactionId(), GrantRefusal.ORDER_EXPIRED), message));
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    /** Nothing where nothing was paid. */
    private Optional<UUID> paymentOf(UUID orderId) {
        Optional<UUID> payment = facts.fold(
                orderId,
                Optional.empty(),
                (before, event) -> event instanceof OrderPlaced e ? Optional.of(e.transactionId()) : before);
        return payment.filter(id -> {
            PaymentInitiated initiated = PaymentState.of(facts, id).initiated();
            return initiated != null && initiated.amountPaise() > 0;
        });
    }

    /** A refusal of another kind is a fault of ours: it is no reason to keep the money. */
    private static GrantRefusal refusal(Rejected refused) {
        return switch (refused.code()) {
            case "BUYER_DELETED" -> GrantRefusal.BUYER_DELETED;
            case "SERVICE_GONE" -> GrantRefusal.SERVICE_GONE;
            default -> throw refused;
        };
    }
}
