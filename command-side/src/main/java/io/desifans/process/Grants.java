package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.Disputes;
import io.desifans.billing.command.EntitlementCommand.AddGrant;
import io.desifans.billing.command.EntitlementCommand.RemoveGrant;
import io.desifans.billing.command.EntitlementCommand.RestoreGrant;
import io.desifans.billing.command.PaymentCommand.RefuseGrant;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.Purchase.PurchaseCommand.GrantPurchase;
import io.desifans.billing.command.Purchase.PurchaseCommand.RestorePurchase;
import io.desifans.billing.command.Purchase.PurchaseCommand.RevokePurchase;
import io.desifans.billing.command.Refunds;
import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Gives the buyer the post or the months that a completed payment was for, once; where that is impossible, the payment says
 * why. What went back whole is taken away again, as is what is disputed, until that is won; then it comes back, unless it went
 * back otherwise. The order of a service follows its payment by itself.
 */
@Component
final class Grants extends Process {

    private final Commands commands;
    private final Facts facts;

    Grants(Commands commands, Facts facts) {
        super("grants");
        this.commands = commands;
        this.facts = facts;
    }

    @Override
    protected boolean concerns(Event event) {
        return switch (event) {
            case PaymentCompleted e -> e.type() != PaymentType.SERVICE;
            case RefundSucceeded e -> e.full() && e.type() != PaymentType.SERVICE;
            case DisputeOpened e -> e.type() != PaymentType.SERVICE;
            case DisputeLost e -> e.type() != PaymentType.SERVICE;
            case DisputeWon e -> e.type() != PaymentType.SERVICE;
            default -> false;
        };
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        switch (event) {
            case PaymentCompleted e -> {
                if (!PaymentState.of(facts, e.transactionId()).grantRefused())
                    give(e.transactionId(), grant(e, message), message);
            }
            case RefundSucceeded e -> commands.sendAsSystem(name(), takeBack(e.transactionId(), message), message);
            case DisputeEvent e -> follow(e.transactionId(), message);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    private void give(UUID transactionId, Command grant, EventMessage<?> message) {
        commands.sendAsSystem(name(), grant, message)
                .ifPresent(refused ->
                        commands.sendAsSystem(name(), new RefuseGrant(transactionId, refusal(refused)), message));
    }

    /** As the payment stands now, so that it comes to the same whenever it is done. */
    private void follow(UUID transactionId, EventMessage<?> message) {
        PaymentState payment = PaymentState.of(facts, transactionId);
        PaymentInitiated bought = Objects.requireNonNull(payment.initiated());
        if (Disputes.of(facts, transactionId).anyStands())
            commands.sendAsSystem(name(), takeBack(transactionId, message), message);
        else if (!payment.grantRefused() && Refunds.of(facts, transactionId).refundedPaise() < bought.amountPaise())
            give(transactionId, giveAgain(bought, message), message);
    }

    private static Command giveAgain(PaymentInitiated payment, EventMessage<?> message) {
        return switch (payment.type()) {
            case MEMBERSHIP ->
                new RestoreGrant(payment.userId(), payment.entityId(), payment.transactionId(), message.getTimestamp());
            case EXCLUSIVE_POST ->
                new RestorePurchase(payment.userId(), payment.entityId(), payment.creatorId(), payment.transactionId());
            case SERVICE -> throw new IllegalArgumentException("an order follows its payment by itself");
        };
    }

    private Command grant(PaymentCompleted payment, EventMessage<?> message) {
        return switch (payment.type()) {
            case MEMBERSHIP ->
                new AddGrant(
                        payment.userId(),
                        payment.entityId(),
                        payment.creatorId(),
                        payment.transactionId(),
                        Objects.requireNonNull(payment.months()),
                        message.getTimestamp(),
                        PaymentState.of(facts, payment.transactionId()).agreedWith());
            case EXCLUSIVE_POST ->
                new GrantPurchase(payment.userId(), payment.entityId(), payment.creatorId(), payment.transactionId());
            case SERVICE -> throw new IllegalArgumentException("an order follows its payment by itself");
        };
    }

    /** Refused where there is nothing to take back, because it was never given. */
    private Command takeBack(UUID transactionId, EventMessage<?> message) {
        PaymentInitiated payment =
                Objects.requireNonNull(PaymentState.of(facts, transactionId).initiated());
        return switch (payment.type()) {
            case MEMBERSHIP ->
                new RemoveGrant(payment.userId(), payment.entityId(), transactionId, message.getTimestamp());
            case EXCLUSIVE_POST ->
                new RevokePurchase(payment.userId(), payment.entityId(), payment.creatorId(), transactionId);
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
