package io.desifans.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where checkouts are paid: makes payments, lets them settle and tells the merchant. */
final class Till {

    /** How long a UPI payment is {@code processing}. */
    static final Duration UPI_TAKES = Duration.ofSeconds(10);

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Webhooks webhooks;
    private final Ledger ledger;
    private final Supplier<String> publicUrl;
    private final Shelf<Checkout> checkouts = new Shelf<>("Checkout session");
    private final Shelf<Payment> payments = new Shelf<>("Payment");

    Till(SimulatedClock clock, Agenda agenda, Webhooks webhooks, Ledger ledger, Supplier<String> publicUrl) {
        this.clock = clock;
        this.agenda = agenda;
        this.webhooks = webhooks;
        this.ledger = ledger;
        this.publicUrl = publicUrl;
    }

    void open(Checkout checkout) {
        checkouts.put(checkout.sessionId(), checkout);
    }

    String url(String sessionId) {
        return publicUrl.get() + "/checkout/" + sessionId;
    }

    Checkout checkout(String sessionId) {
        return checkouts.get(sessionId);
    }

    Payment payment(String id) {
        return payments.get(id);
    }

    List<Payment> payments(Predicate<Payment> wanted) {
        return payments.all(wanted);
    }

    /** @throws Refused 409 unless the session is open, so that whoever clicks twice pays once */
    Payment pay(String sessionId, Means means) {
        Instant now = clock.instant();
        String id = Ids.next("pay_");
        Checkout paid = checkouts.change(sessionId, checkout -> {
            if (!checkout.isOpen()) throw Refused.consumed();
            return checkout.with(new Payment(id, checkout, url(sessionId), means, means.atFirst(), now, now));
        });
        Payment payment = paid.lastPayment();
        payments.put(id, payment);
        tell(payment);
        if (payment.status() != means.outcome) agenda.in(UPI_TAKES, () -> settle(payment));
        return payment;
    }

    /** Where the person goes after this payment: back to the merchant, who is told the id and the status. */
    URI wayBack(Payment payment) {
        Checkout checkout = payment.checkout();
        @Nullable URI cancelUrl = payment.status() == PaymentStatus.CANCELLED ? checkout.cancelUrl() : null;
        @Nullable URI address = cancelUrl == null ? checkout.returnUrl() : cancelUrl;
        if (address == null) return URI.create(url(checkout.sessionId()));
        return WebAddress.with(
                address,
                "payment_id=" + payment.paymentId() + "&status="
                        + payment.status().label());
    }

    private void settle(Payment processing) {
        Payment settled = processing.settled(clock.instant());
        payments.put(settled.paymentId(), settled);
        checkouts.change(settled.checkout().sessionId(), checkout -> checkout.with(settled));
        tell(settled);
    }

    private void tell(Payment payment) {
        if (payment.status() == PaymentStatus.SUCCEEDED)
            ledger.enter(
                    "payment",
                    payment,
                    payment.paymentId(),
                    true,
                    payment.checkout().totalPaise());
        Map<String, @Nullable Object> shown = payment.shown();
        String business = payment.checkout().customer().businessId();
        webhooks.tell("payment." + payment.status().label(), business, "Payment", payment.paymentId(), shown);
    }
}
