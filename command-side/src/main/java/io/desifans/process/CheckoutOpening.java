package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.BuyerFacts;
import io.desifans.billing.command.Customer.CustomerCommand.LinkGatewayCustomer;
import io.desifans.billing.command.GatewayProduct;
import io.desifans.billing.command.GatewayProduct.GatewayProductCommand.RegisterGatewayProduct;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewayUnreachable;
import io.desifans.billing.command.PaymentCommand.FailCheckout;
import io.desifans.billing.command.PaymentCommand.OpenCheckoutSession;
import io.desifans.billing.command.PaymentGateway;
import io.desifans.billing.command.PaymentGateway.CheckoutPage;
import io.desifans.billing.command.PaymentState;
import io.desifans.billing.command.PaymentStatus;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.web.TrustedOrigins;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway for the page on which a payment is made. While the gateway cannot be reached it asks again; after 15
 * minutes the buyer is gone, the payment has failed, and the next one gets its turn.
 */
@Component
final class CheckoutOpening extends Process {

    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Commands commands;
    private final Facts facts;
    private final PaymentGateway gateway;
    private final TrustedOrigins origins;
    private final Clock clock;
    private final ReentrantLock oneProductAtATime = new ReentrantLock();

    CheckoutOpening(Commands commands, Facts facts, PaymentGateway gateway, TrustedOrigins origins, Clock clock) {
        super("checkout-opening", AT_ONCE);
        this.commands = commands;
        this.facts = facts;
        this.gateway = gateway;
        this.origins = origins;
        this.clock = clock;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof PaymentInitiated payment && payment.amountPaise() > 0;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (!(event instanceof PaymentInitiated payment)) return;
        PaymentState state = PaymentState.of(facts, payment.transactionId());
        if (state.status() != PaymentStatus.PENDING || state.session() != null || state.isRenewal()) return;
        BuyerFacts buyer = BuyerFacts.of(facts, payment.userId());
        if (buyer.email() == null || buyer.name() == null) {
            fail(payment, "BUYER_DELETED", message);
            return;
        }
        try {
            open(payment, state.renewal() != null, buyer, message);
        } catch (GatewayRefused e) {
            fail(payment, e.code(), message);
        } catch (GatewayUnreachable e) {
            if (clock.instant().isBefore(message.getTimestamp().plus(PATIENCE))) throw e;
            fail(payment, "GATEWAY_UNAVAILABLE", message);
        }
    }

    private void open(PaymentInitiated payment, boolean renews, BuyerFacts buyer, EventMessage<?> message) {
        CheckoutPage page;
        try {
            page = page(payment, product(payment, renews, message, false), customer(payment, buyer, message, false));
        } catch (GatewayRefused e) {
            if (!e.isOfSomethingUnknown()) throw e;
            page = page(payment, product(payment, renews, message, true), customer(payment, buyer, message, true));
        }
        commands.sendAsSystem(
                name(), new OpenCheckoutSession(payment.transactionId(), page.sessionId(), page.url()), message);
    }

    private CheckoutPage page(PaymentInitiated payment, String productId, String customerId) {
        return gateway.openCheckout(
                payment.transactionId(),
                payment.title(),
                productId,
                customerId,
                payment.amountPaise(),
                absolute(payment.returnUrl()));
    }

    /** @param lost the gateway does not know the one that it gave us */
    private String product(PaymentInitiated payment, boolean renews, EventMessage<?> message, boolean lost) {
        String name = renews ? GatewayProduct.recurring(payment) : GatewayProduct.ONE_TIME;
        oneProductAtATime.lock();
        try {
            String known = lost ? null : GatewayProduct.gatewayIdOf(facts, name).orElse(null);
            if (known != null) return known;
            String made = renews ? gateway.recurringProduct(name, payment) : gateway.product(name);
            commands.sendAsSystem(name(), new RegisterGatewayProduct(name, made), message);
            return made;
        } finally {
            oneProductAtATime.unlock();
        }
    }

    private String customer(PaymentInitiated payment, BuyerFacts buyer, EventMessage<?> message, boolean lost) {
        if (buyer.gatewayCustomerId() != null && !lost) return buyer.gatewayCustomerId();
        String made = gateway.customer(
                buyer.customerId(), Objects.requireNonNull(buyer.email()), Objects.requireNonNull(buyer.name()));
        commands.sendAsSystem(name(), new LinkGatewayCustomer(payment.userId(), made), message);
        return made;
    }

    private void fail(PaymentInitiated payment, String reason, EventMessage<?> message) {
        commands.sendAsSystem(name(), new FailCheckout(payment.transactionId(), reason), message);
    }

    private @Nullable String absolute(@Nullable String returnUrl) {
        return returnUrl != null && returnUrl.startsWith("/") ? origins.base() + returnUrl : returnUrl;
    }
}
