package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.Entitlement.EntitlementCommand.AddGrant;
import io.desifans.billing.command.Entitlement.EntitlementCommand.RemoveGrant;
import io.desifans.billing.command.PaymentCommand.RefuseGrant;
import io.desifans.billing.command.Purchase.PurchaseCommand.GrantPurchase;
import io.desifans.billing.command.Purchase.PurchaseCommand.RevokePurchase;
import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.web.Rejected;
import java.util.Objects;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Gives the buyer the post or the months that a completed payment was for, once; where that is impossible, the payment says
 * why. What went back whole is taken away again. The order of a service follows its payment by itself.
 */
@Component
final class Grants extends Process {

    private final Commands commands;

    Grants(Commands commands) {
        super("grants");
        this.commands = commands;
    }

    @Override
    protected boolean concerns(Event event) {
        return switch (event) {
            case PaymentCompleted e -> e.type() != PaymentType.SERVICE;
            case RefundSucceeded e -> e.full() && e.type() != PaymentType.SERVICE;
            default -> false;
        };
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (event instanceof RefundSucceeded refund) commands.sendAsSystem(name(), takeBack(refund, message), message);
        if (!(event instanceof PaymentCompleted payment)) return;
        commands.sendAsSystem(name(), grant(payment, message), message)
                .ifPresent(refused -> commands.sendAsSystem(
                        name(), new RefuseGrant(payment.transactionId(), refusal(refused)), message));
    }

    private static Command grant(PaymentCompleted payment, EventMessage<?> message) {
        return switch (payment.type()) {
            case MEMBERSHIP ->
                new AddGrant(
                        payment.userId(),
                        payment.entityId(),
                        payment.creatorId(),
                        payment.transactionId(),
                        Objects.requireNonNull(payment.months()),
                        message.getTimestamp());
            case EXCLUSIVE_POST ->
                new GrantPurchase(payment.userId(), payment.entityId(), payment.creatorId(), payment.transactionId());
            case SERVICE -> throw new IllegalArgumentException("an order follows its payment by itself");
        };
    }

    /** Refused where there is nothing to take back, because it was never given. */
    private static Command takeBack(RefundSucceeded refund, EventMessage<?> message) {
        return switch (refund.type()) {
            case MEMBERSHIP ->
                new RemoveGrant(refund.userId(), refund.entityId(), refund.transactionId(), message.getTimestamp());
            case EXCLUSIVE_POST ->
                new RevokePurchase(refund.userId(), refund.entityId(), refund.creatorId(), refund.transactionId());
            case SERVICE -> throw new IllegalArgumentException("an order follows its payment by itself");
        };
    }

    /** A refusal of another kind is a fault of ours: it is no reason to keep the money. */
    private static GrantRefusal refusal(Rejected refused) {
        try {
            return GrantRefusal.valueOf(refused.code());
        } catch (IllegalArgumentException e) {
            throw refused;
        }
    }
}
