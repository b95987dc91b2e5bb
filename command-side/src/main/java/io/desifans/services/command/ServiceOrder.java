package io.desifans.services.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.creator.ServiceType;
import io.desifans.services.CancelledBy;
import io.desifans.services.ServiceOrderEvent;
import io.desifans.services.ServiceOrderEvent.CreatorJoined;
import io.desifans.services.ServiceOrderEvent.CustomerJoined;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderExpired;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.ServiceOrderEvent.OrderPlaced;
import io.desifans.services.ServiceOrderEvent.OrderUtilized;
import io.desifans.services.command.ServiceOrderCommand.ActivateOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelRefundedOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelUnpaidOrder;
import io.desifans.services.command.ServiceOrderCommand.ExpireOrder;
import io.desifans.services.command.ServiceOrderCommand.FulfilOrder;
import io.desifans.services.command.ServiceOrderCommand.JoinOrder;
import io.desifans.services.command.ServiceOrderCommand.MarkOrderPaid;
import io.desifans.services.command.ServiceOrderCommand.PlaceOrder;
import io.desifans.services.command.ServiceOrderCommand.UtilizeOrder;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A booking of a service, from the start of its payment until it is fulfilled or cancelled. */
@Aggregate
class ServiceOrder {

    @AggregateIdentifier
    private @Nullable UUID id;

    private OrderState state = OrderState.NONE;
    private @Nullable OrderPlaced placed;
    private boolean customerJoined;
    private boolean creatorJoined;
    private boolean utilized;
    private @Nullable String notes;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PlaceOrder c, Facts facts) {
        PaymentInitiated payment = PaymentFacts.of(facts, c.transactionId()).forService();
        if (payment != null && state == OrderState.NONE) place(payment, facts);
    }

    /** Whoever took the money learns by a refusal that it has to go back. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(MarkOrderPaid c, Facts facts) {
        PaymentFacts payment = PaymentFacts.of(facts, c.transactionId());
        PaymentInitiated initiated = payment.forService();
        if (initiated == null) throw Rejected.notFound("service order");
        if (!payment.completed()) throw Rejected.conflict("PAYMENT_NOT_COMPLETED", "The payment is not completed.");
        switch (state) {
            case NONE, PLACED, CANCELLED_BY_PAYMENT -> {
                if (!UserFacts.of(facts, initiated.userId()).here())
                    throw Rejected.conflict("BUYER_DELETED", "The buyer does not exist any more.");
                if (!CreatorFacts.of(facts, initiated.creatorId()).here())
                    throw Rejected.conflict("SERVICE_GONE", "The service does not exist any more.");
                if (state == OrderState.NONE) place(initiated, facts);
                apply(new OrderPaid(c.orderId(), initiated.userId(), initiated.creatorId()));
            }
            case PAID, ACTIVE, FULFILLED, CANCELLED_FOR_GOOD, EXPIRED -> {}
        }
    }

    /** A payment that completed after all, or before this was heard, counts. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CancelUnpaidOrder c, Facts facts) {
        if (state != OrderState.PLACED
                || PaymentFacts.of(facts, c.transactionId()).completed()) return;
        apply(new OrderCancelled(c.orderId(), order().userId(), order().creatorId(), CancelledBy.PAYMENT, null));
    }

    @CommandHandler
    void decide(ActivateOrder c, Facts facts) {
        mustBeTheCreators(c.userId(), facts);
        if (state == OrderState.ACTIVE) return;
        mustBe(OrderState.PAID);
        mustNotBeDisputed(facts);
        apply(new OrderActivated(c.orderId(), order().userId(), order().creatorId()));
    }

    @CommandHandler
    void decide(JoinOrder c, Facts facts) {
        mustBeAPartys(c.userId(), facts);
        if (!isCall()) throw Rejected.conflict("NOT_A_CALL", "Only a call is joined.");
        mustBe(OrderState.ACTIVE);
        mustNotBeDisputed(facts);
        if (c.userId().equals(order().creatorId())) {
            if (creatorJoined) return;
            apply(new CreatorJoined(c.orderId(), order().userId(), order().creatorId()));
        } else {
            if (customerJoined) return;
            apply(new CustomerJoined(c.orderId(), order().userId(), order().creatorId()));
        }
        if (creatorJoined && customerJoined) utilize();
    }

    @CommandHandler
    void decide(UtilizeOrder c) {
        if (state == OrderState.ACTIVE && order().serviceType() == ServiceType.CHAT && !utilized) utilize();
    }

    @CommandHandler
    void decide(FulfilOrder c, Facts facts) {
        mustBeTheCreators(c.userId(), facts);
        String text = text(c);
        if (state == OrderState.FULFILLED && Objects.equals(text, notes)) return;
        mustBe(OrderState.ACTIVE);
        mustNotBeDisputed(facts);
        if (order().serviceType() != ServiceType.SHOUTOUT && !utilized)
            throw Rejected.conflict("ORDER_NOT_UTILIZED", "Both sides must have joined the call, or have written.");
        if (order().serviceType() == ServiceType.SHOUTOUT && text == null)
            throw Rejected.invalid("notes", "A shoutout is fulfilled with notes or a mediaUrl.");
        apply(new OrderFulfilled(c.orderId(), order().userId(), order().creatorId(), text));
    }

    /** Whoever pays it back learns by the event that it has to go back. */
    @CommandHandler
    void decide(CancelOrder c, Facts facts) {
        mustBeTheCreators(c.userId(), facts);
        if (state == OrderState.CANCELLED_FOR_GOOD) return;
        mustBe(OrderState.PAID);
        apply(new OrderCancelled(c.orderId(), order().userId(), order().creatorId(), CancelledBy.CREATOR, c.reason()));
    }

    /** What was given stays given. */
    @CommandHandler
    void decide(CancelRefundedOrder c) {
        if (state == OrderState.PAID || state == OrderState.ACTIVE)
            apply(new OrderCancelled(c.orderId(), order().userId(), order().creatorId(), CancelledBy.REFUND, null));
    }

    /** Whoever pays it back learns by the event that it has to go back. */
    @CommandHandler
    void decide(ExpireOrder c) {
        if (state == OrderState.PAID)
            apply(new OrderExpired(c.orderId(), order().userId(), order().creatorId(), order().transactionId()));
    }

    private void place(PaymentInitiated payment, Facts facts) {
        ServiceFacts service = ServiceFacts.of(facts, payment.entityId());
        apply(new OrderPlaced(
                ServiceOrderCommand.orderOf(payment.transactionId()),
                payment.userId(),
                payment.creatorId(),
                payment.entityId(),
                payment.transactionId(),
                service.type(),
                service.durationMinutes()));
    }

    private void utilize() {
        apply(new OrderUtilized(order().orderId(), order().userId(), order().creatorId()));
    }

    private boolean isCall() {
        return order().serviceType() == ServiceType.AUDIO_CALL || order().serviceType() == ServiceType.VIDEO_CALL;
    }

    /** To anyone but its two parties an order is not there; nor is it to one of them when the other is gone. */
    private void mustBeAPartys(String userId, Facts facts) {
        UserFacts.acting(facts, userId);
        boolean party = userId.equals(order().userId()) || userId.equals(order().creatorId());
        if (!party
                || !UserFacts.of(facts, order().userId()).here()
                || !CreatorFacts.of(facts, order().creatorId()).here()) throw Rejected.notFound("service order");
    }

    private void mustBeTheCreators(String userId, Facts facts) {
        mustBeAPartys(userId, facts);
        if (!userId.equals(order().creatorId()))
            throw Rejected.forbidden("NOT_THE_CREATOR", "Only the creator of the service may do this.");
    }

    private void mustBe(OrderState needed) {
        if (state == OrderState.PLACED)
            throw Rejected.conflict("ORDER_NOT_PAID", "Nothing can happen to the order before it is paid.");
        if (state != needed)
            throw Rejected.conflict("INVALID_ORDER_TRANSITION", "This cannot happen to the order as it is now.");
    }

    private void mustNotBeDisputed(Facts facts) {
        if (!PaymentFacts.of(facts, order().transactionId()).disputes().isEmpty())
            throw Rejected.conflict(
                    "PAYMENT_DISPUTED", "The order waits until the dispute about its payment is decided.");
    }

    private OrderPlaced order() {
        return Objects.requireNonNull(placed);
    }

    private static @Nullable String text(FulfilOrder c) {
        String text =
                Stream.of(c.notes(), c.mediaUrl()).filter(Objects::nonNull).collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }

    @EventSourcingHandler
    void evolve(ServiceOrderEvent event) {
        id = event.orderId();
        switch (event) {
            case OrderPlaced e -> {
                placed = e;
                state = OrderState.PLACED;
            }
            case OrderPaid e -> state = OrderState.PAID;
            case OrderActivated e -> state = OrderState.ACTIVE;
            case CustomerJoined e -> customerJoined = true;
            case CreatorJoined e -> creatorJoined = true;
            case OrderUtilized e -> utilized = true;
            case OrderFulfilled e -> {
                state = OrderState.FULFILLED;
                notes = e.fulfillmentNotes();
            }
            case OrderExpired e -> state = OrderState.EXPIRED;
            case OrderCancelled e ->
                state = e.forGood() ? OrderState.CANCELLED_FOR_GOOD : OrderState.CANCELLED_BY_PAYMENT;
        }
    }
}
