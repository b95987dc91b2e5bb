package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.billing.CancelCause;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.CheckoutSessionOpened;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.RenewalAgreed;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.command.DisputeCommand.CorrectDispute;
import io.desifans.billing.command.DisputeCommand.RecordGatewayDispute;
import io.desifans.billing.command.PaymentCommand.CancelPayment;
import io.desifans.billing.command.PaymentCommand.ChangeRenewalPlan;
import io.desifans.billing.command.PaymentCommand.DecideMismatch;
import io.desifans.billing.command.PaymentCommand.ExpirePayment;
import io.desifans.billing.command.PaymentCommand.FailCheckout;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.billing.command.PaymentCommand.InitiateRenewal;
import io.desifans.billing.command.PaymentCommand.OpenCheckoutSession;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.billing.command.PaymentCommand.RefuseGrant;
import io.desifans.billing.command.RefundCommand.FailRefund;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.billing.command.RefundCommand.ReturnDuplicate;
import io.desifans.billing.command.RefundCommand.ReturnPayment;
import io.desifans.command.ChosenId;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A payment: what is bought and for how much is fixed at its start; what the gateway says of it moves it upwards only. */
@Aggregate
class Payment {

    @AggregateIdentifier
    private @Nullable UUID id;

    private PaymentState state = PaymentState.NONE;
    private @Nullable Instant completedAt;
    private Mismatches mismatches = Mismatches.NONE;
    private Refunds refunds = Refunds.NONE;
    private Disputes disputes = Disputes.NONE;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(InitiatePayment c, Facts facts, Claims claims) {
        UserFacts.acting(facts, c.userId());
        if (state.initiated() != null) {
            if (c.isRepeatOf(state.initiated()) && c.autoRenew() == (state.renewal() != null)) return;
            throw ChosenId.taken();
        }
        Offer offer = Offer.to(c, facts);
        if (c.autoRenew()) RenewalRules.mayBegin(c, offer, facts);
        PaymentInitiated initiated = offer.to(c);
        if (offer.amountPaise() > 0) OpenCheckouts.take(claims, initiated);
        apply(initiated);
        if (c.autoRenew()) apply(new RenewalAgreed(c.transactionId(), c.userId(), null));
        if (offer.amountPaise() == 0) apply(PaymentState.completed(initiated, null, false));
    }

    /** What was agreed at first is paid again, whatever it costs today. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(InitiateRenewal c, Facts facts) {
        if (state.initiated() != null) return;
        apply(RenewalRules.initiated(c, facts));
        apply(new RenewalAgreed(c.transactionId(), c.userId(), c.renews()));
    }

    @CommandHandler
    void decide(ChangeRenewalPlan c, Facts facts) {
        RenewalRules.changed(c, state, facts).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(CancelPayment c, Claims claims) {
        PaymentInitiated initiated = started();
        if (!initiated.userId().equals(c.userId())) throw PaymentCommand.unknown();
        if (state.status() == PaymentStatus.CANCELLED) return;
        if (state.status() != PaymentStatus.PENDING)
            throw Rejected.conflict("PAYMENT_NOT_PENDING", "Only a payment that nobody has begun to pay is cancelled.");
        end(new PaymentCancelled(c.transactionId(), initiated.userId(), null, CancelCause.BUYER), claims);
    }

    /** A page that was asked for twice after a crash: the buyer was told of the first. */
    @CommandHandler
    void decide(OpenCheckoutSession c) {
        if (state.status() == PaymentStatus.PENDING && state.session() == null)
            apply(new CheckoutSessionOpened(
                    c.transactionId(), started().userId(), c.gatewaySessionId(), c.paymentUrl()));
    }

    @CommandHandler
    void decide(FailCheckout c, Claims claims) {
        if (state.status() == PaymentStatus.PENDING && state.session() == null)
            end(new PaymentFailed(c.transactionId(), started().userId(), null, c.reason()), claims);
    }

    @CommandHandler
    void decide(ExpirePayment c, Claims claims) {
        if (state.status() == PaymentStatus.PENDING)
            end(new PaymentCancelled(c.transactionId(), started().userId(), null, CancelCause.TIMEOUT), claims);
    }

    @CommandHandler
    void decide(RecordGatewayPayment c, Claims claims) {
        PaymentInitiated initiated = started();
        String holder = c.transactionId().toString();
        claims.take(ClaimKind.GATEWAY_PAYMENT, c.gatewayPaymentId(), holder);
        Contradiction.orMove(c, initiated, state, mismatches).forEach(event -> move(event, claims));
    }

    @CommandHandler
    void decide(DecideMismatch c, Claims claims) {
        PaymentInitiated agreed = started();
        boolean open = state.status().isOpen();
        mismatches.decide(c, state).ifPresent(resolved -> {
            apply(resolved);
            if (c.decision() == MismatchDecision.ACCEPT) move(Mismatches.accepted(agreed, resolved, !open), claims);
            else if (open)
                end(
                        new PaymentFailed(c.transactionId(), agreed.userId(), c.gatewayPaymentId(), "amount_mismatch"),
                        claims);
        });
        if (c.decision() == MismatchDecision.RETURN)
            refunding()
                    .returnMismatch(Objects.requireNonNull(mismatches.decided().get(c.gatewayPaymentId())))
                    .ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(RefuseGrant c) {
        PaymentInitiated initiated = started();
        if (state.status() != PaymentStatus.COMPLETED)
            throw Rejected.conflict("PAYMENT_NOT_COMPLETED", "Nothing was to be granted.");
        if (!state.grantRefused())
            apply(new GrantRefused(c.transactionId(), initiated.userId(), initiated.creatorId(), c.reason()));
    }

    @CommandHandler
    void decide(RequestRefund c) {
        refunding().request(c, completedAt).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(ReturnPayment c) {
        refunding().returnPayment().ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(ReturnDuplicate c) {
        refunding().returnDuplicate(c).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(RecordGatewayRefund c) {
        boolean besides = mismatches.concern(c.gatewayPaymentId());
        if (besides && c.status() == GatewayRefundStatus.SUCCEEDED)
            mismatches.returned(c.gatewayPaymentId()).ifPresent(AggregateLifecycle::apply);
        refunding().record(c, besides).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(FailRefund c) {
        refunding().fail(c).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(RecordGatewayDispute c) {
        disputes.after(Disputing.of(c, taken(), state, refunds)).forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(CorrectDispute c) {
        disputes.after(Disputing.of(c, taken(), disputes, refunds)).forEach(AggregateLifecycle::apply);
    }

    private Refunding refunding() {
        return Refunding.of(taken(), state, refunds, disputes);
    }

    private PaymentInitiated taken() {
        return state.taken(started());
    }

    private void move(PaymentEvent event, Claims claims) {
        switch (event) {
            case PaymentCompleted e -> {
                end(e, claims);
                mismatches.afterCompletion(e).forEach(AggregateLifecycle::apply);
            }
            case PaymentFailed e -> end(e, claims);
            case PaymentCancelled e -> end(e, claims);
            default -> apply(event);
        }
    }

    private void end(PaymentEvent event, Claims claims) {
        OpenCheckouts.release(claims, started());
        apply(event);
    }

    private PaymentInitiated started() {
        PaymentInitiated initiated = state.initiated();
        if (initiated == null) throw PaymentCommand.unknown();
        return initiated;
    }

    @EventSourcingHandler
    void evolve(PaymentEvent event, @Timestamp Instant at) {
        id = event.transactionId();
        state = state.after(event);
        mismatches = mismatches.after(event);
        if (event instanceof PaymentCompleted) completedAt = at;
    }

    @EventSourcingHandler
    void evolve(RefundEvent event) {
        id = event.transactionId();
        refunds = refunds.after(event);
    }

    @EventSourcingHandler
    void evolve(DisputeEvent event) {
        id = event.transactionId();
        disputes = disputes.after(event);
    }
}
